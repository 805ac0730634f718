import { createDocuments, createReferralCounters } from "@jules/adapters/dynamo";
import { phoneNumber } from "@jules/core/kernel";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);

export const dependencies: Dependencies = {
  stage: environment.STAGE,
  clock: systemClock,
  reporter: createReporter({ service: "public-api", environment, clock: systemClock }),
  counters: createReferralCounters(createDocuments(), environment.COUNTERS_TABLE),
  countsTimeoutMs: 2_500,
  ownNumbers: environment.BANDWIDTH_NUMBERS.split(",").flatMap((number) => phoneNumber(number.trim()) ?? []),
};
