import { createDocuments } from "@jules/adapters/dynamo";
import { tableContract } from "@jules/testkit/contracts";
import { dynamodbLike } from "./dynamodb-deviations.ts";

tableContract(async () => ({ documents: createDocuments() }), dynamodbLike("aws").deviations);
