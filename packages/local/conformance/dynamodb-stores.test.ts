import { createDocuments } from "@jules/adapters/dynamo";
import {
  billingOrdersContract,
  erasureContract,
  ledgerContract,
  referralCountersContract,
  storesContract,
} from "@jules/testkit/contracts";
import { countersOver, storesOver } from "../../adapters/test/stores.ts";

const documents = createDocuments();

storesContract(async () => storesOver(documents));
ledgerContract(async () => storesOver(documents));
erasureContract(async () => storesOver(documents));
billingOrdersContract(async () => storesOver(documents));
referralCountersContract(async () => countersOver(documents));
