import { GetCommand } from "@aws-sdk/lib-dynamodb";
import type { Instant } from "@jules/core/kernel";
import type { ExportCopies, ExportCopy } from "@jules/core/privacy";
import * as z from "zod/mini";
import { type Backoff, type Documents, settled } from "./documents.ts";
import { exportKey, SCHEMA_VERSION } from "./items.ts";
import { EXISTS, memberElement, transact } from "./transactions.ts";

const CopyItem = z.object({
  reference: z.string(),
  key: z.string(),
  expiresAt: z.string(),
  isComplete: z.boolean(),
});

/** Where each member's newest copy is, beside everything else that is theirs, so that it goes with it. */
export function createExportCopies(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly backoff?: Backoff;
}): ExportCopies {
  const { membersTable: TableName } = settings;
  const documents = settled(settings.documents, settings.backoff);
  return {
    async newest(id) {
      const { Item: item } = await documents.send(
        new GetCommand({ TableName, Key: exportKey(id), ConsistentRead: true }),
      );
      if (!item) return undefined;
      const { reference, key, expiresAt, isComplete } = CopyItem.parse(item);
      return { reference, key, expiresAt: expiresAt as Instant, isComplete } satisfies ExportCopy;
    },

    async note(id, { reference, key, expiresAt, isComplete }) {
      const item = { ...exportKey(id), v: SCHEMA_VERSION, reference, key, expiresAt, isComplete };
      const put = { Put: { TableName, Item: { ...item, expiresAtSeconds: keptUntilSeconds(expiresAt) } } };
      await transact(documents, [memberElement(TableName, id, EXISTS), put]);
    },
  };
}

/** As long as the bucket keeps a file: what is forgotten here could not be deleted there. */
const KEPT_SECONDS = 30 * 24 * 60 * 60;

function keptUntilSeconds(expiresAt: Instant): number {
  return Math.ceil(Date.parse(expiresAt) / 1_000) + KEPT_SECONDS;
}
