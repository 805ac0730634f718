import { createDocuments } from "@jules/adapters/dynamo";
import { referralCountersContract, storesContract } from "@jules/testkit/contracts";
import { countersOver, storesOver } from "../../adapters/test/stores.ts";

const documents = createDocuments();

storesContract(async () => storesOver(documents));
referralCountersContract(async () => countersOver(documents));
