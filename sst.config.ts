import type { SSTConfig } from "sst";
import { stacks } from "./stacks/index.ts";

export default {
  config() {
    return { name: "jules", region: "us-east-1" };
  },
  stacks(app) {
    stacks(app);
  },
} satisfies SSTConfig;
