export { createBandwidthSender } from "./sender.ts";
