import { describe } from "vitest";
import { tableContract } from "../contracts/table-contract.ts";
import { TABLES } from "../tables/index.ts";
import { createTableModel } from "./index.ts";

describe("the model", () => {
  tableContract(async () => createTableModel({ tables: TABLES, now: () => Date.now() }));
});
