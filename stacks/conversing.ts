import { type App, use } from "sst/constructs";
import type { Grant } from "../infra/grant.ts";
import { data } from "./data.ts";
import { foundations } from "./foundations.ts";
import { sending } from "./sending.ts";

/** What a function needs that sends texts to members of its own accord, with the rights, apart from the carrier's credentials. */
export function conversing(app: App): {
  readonly environment: Record<string, string>;
  readonly grants: readonly Grant[];
} {
  const { encryptionKey } = use(foundations);
  const { members, memberKeys, ledger } = use(data);
  const { environment, wrapping } = sending(app);
  return {
    environment,
    grants: [
      ...members.access("GetItem", "BatchGetItem", "UpdateItem", "ConditionCheckItem"),
      ...members.accessInTransactions("PutItem", "DeleteItem"),
      ...memberKeys.access("GetItem", "BatchGetItem"),
      // Rows are made together with what they are about, and never changed.
      ...ledger.accessInTransactions("PutItem"),
      ...ledger.access("Query"),
      encryptionKey.withContext(wrapping, "kms:Decrypt"),
      encryptionKey.forTables(),
    ],
  };
}
