export { type BandwidthSettings, createBandwidthSender } from "./sender.ts";
