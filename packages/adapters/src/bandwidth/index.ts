export { type BandwidthSender, type BandwidthSettings, createBandwidthSender } from "./sender.ts";
