import { createConsentChanges, createDeliveryStore, createDocuments } from "@jules/adapters/dynamo";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const documents = createDocuments();

export const dependencies: Dependencies = {
  reporter: createReporter({ service: "delivery-status", environment, clock: systemClock }),
  clock: systemClock,
  deliveries: createDeliveryStore({ documents, membersTable: environment.MEMBERS_TABLE }),
  consents: createConsentChanges({
    documents,
    membersTable: environment.MEMBERS_TABLE,
    ledgerTable: environment.LEDGER_TABLE,
  }),
};
