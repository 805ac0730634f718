import { createDocuments } from "@jules/adapters/dynamo";
import { storesContract } from "@jules/testkit/contracts";
import { storesOver } from "../../adapters/test/stores.ts";

const documents = createDocuments();

storesContract(async () => storesOver(documents));
