import { createDocuments, createDueStore } from "@jules/adapters/dynamo";
import { createQueue } from "@jules/adapters/sqs";
import { createDoorbell } from "../../queues/doorbell.ts";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);

export const dependencies: Dependencies = {
  reporter: createReporter({ service: "sweeper", environment, clock: systemClock }),
  clock: systemClock,
  work: createDueStore({ documents: createDocuments(), membersTable: environment.MEMBERS_TABLE }),
  doorbell: createDoorbell(createQueue({ url: environment.TURNS_QUEUE_URL })),
};
