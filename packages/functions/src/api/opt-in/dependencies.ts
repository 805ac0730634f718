import { randomInt } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { createBlindIndex } from "@jules/adapters/blind-index";
import { createMemberDirectory } from "@jules/adapters/dynamo";
import { createJoiningKeys } from "@jules/adapters/keyed";
import { createRedisSharedState } from "@jules/adapters/redis";
import { createSecrets } from "@jules/adapters/ssm";
import { Failure } from "@jules/core/kernel";
import { systemClock } from "../../runtime/clock.ts";
import { createConversation } from "../../runtime/conversation.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { createSwitches } from "../../runtime/rule-switches.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["BandwidthApiCredentials", "LinkSigningKeys", "NumberPeppers", "UpstashRedisToken"],
  optional: ["RuleSwitches"],
  now: () => Date.now(),
});
const { documents, members, conversations, sender } = createConversation(
  environment,
  async () => (await secrets.read()).BandwidthApiCredentials,
);
const [ownNumber] = environment.BANDWIDTH_NUMBERS;
if (!ownNumber) throw new Failure("environment.invalid", "BANDWIDTH_NUMBERS names no number");

const reporter = createReporter({ service: "opt-in", environment, clock: systemClock });

const state = createRedisSharedState({
  url: environment.UPSTASH_REDIS_REST_URL,
  token: async () => (await secrets.read()).UpstashRedisToken,
  prefix: `jules:${environment.STAGE}:`,
  // Here a person waits for a page, and without the state there is none.
  timeoutMs: 1_000,
});

const sixDigits = () => String(randomInt(1_000_000)).padStart(6, "0");

export const dependencies: Dependencies = {
  ...{ reporter, conversations, sender, ownNumber },
  clock: systemClock,
  pause: setTimeout,
  switches: createSwitches(async () => (await secrets.read()).RuleSwitches, reporter),
  members: createMemberDirectory({
    ...{ documents, members },
    membersTable: environment.MEMBERS_TABLE,
    ledgerTable: environment.LEDGER_TABLE,
    blindIndex: async () => createBlindIndex((await secrets.read()).NumberPeppers),
  }),
  desk: async () => ({ state, keys: createJoiningKeys((await secrets.read()).LinkSigningKeys, sixDigits) }),
  countries: environment.COUNTRIES,
  publicUrl: environment.PUBLIC_URL,
};
