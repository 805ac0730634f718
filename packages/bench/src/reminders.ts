import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
import { createConversationStore, createMemberStore, createMomentStore, type Documents } from "@jules/adapters/dynamo";
import type { Keyring } from "@jules/adapters/kms";
import { instant, instantPlus, memberId } from "@jules/core/kernel";
import { createHandler } from "@jules/functions/crons/disclosure-reminder/handler";
import { recordingReporter } from "@jules/functions/runtime/recording-reporter";
import { OWN_NUMBER } from "@jules/testkit/builders";
import { manualClock } from "@jules/testkit/clock";
import { createTableModel } from "@jules/testkit/dynamodb";
import { lambdaContext } from "@jules/testkit/lambda";
import { recordingSender, switchedOn } from "@jules/testkit/memory";
import { TABLES } from "@jules/testkit/tables";

/** What one run of the reminder cron costs. */
export interface RemindersRun {
  readonly members: number;
  /** Whose moment had come. */
  readonly due: number;
  readonly queries: number;
  /** Items that the table looked at or handed out. */
  readonly itemsRead: number;
  readonly itemsWritten: number;
  readonly looked: number;
}

const AT = instant("2026-11-20T17:00:00.000Z");
const DAY_MS = 24 * 60 * 60_000;
const MOST_IN_BATCH = 25;
const MOMENT_SHARDS = 16;

/** Nothing of it is opened here. */
const KEYRING: Keyring = {
  offer: () => undefined,
  cipher: async () => ({
    seal: (plaintext) => Buffer.from(plaintext),
    open: (sealed) => Buffer.from(sealed).toString(),
  }),
};

/** One run among so many members, of whom some have a moment that has come; the others' lie in the days to come. */
export async function remindAmong(members: number, due: number): Promise<RemindersRun> {
  const clock = manualClock(AT);
  const table = createTableModel({ tables: TABLES, now: () => Date.parse(clock.now()) });
  await fill(table.documents, members, due);

  const cost = { queries: 0, itemsRead: 0, itemsWritten: 0 };
  const counting: Documents = {
    send: (async (command: { readonly input: Input }) => {
      const output = (await table.documents.send(command as never)) as Output;
      cost.queries += Number(output.ScannedCount !== undefined);
      cost.itemsRead += output.ScannedCount ?? Object.values(output.Responses ?? {}).flat().length;
      cost.itemsWritten += command.input.TransactItems?.length ?? 0;
      return output;
    }) as Documents["send"],
  };
  const settings = {
    ...{ documents: counting, keyring: KEYRING, keysTable: "keys" },
    ...{ membersTable: "members", countersTable: "counters", ledgerTable: "ledger" },
  };
  const reporter = recordingReporter();
  const run = createHandler({
    ...{ clock, reporter, sender: recordingSender(), switches: switchedOn() },
    members: createMemberStore(settings),
    conversations: createConversationStore(settings),
    moments: createMomentStore(settings),
  });
  await run({}, lambdaContext());
  return { members, due, ...cost, looked: reporter.metrics.MomentsDue ?? 0 };
}

interface Input {
  readonly TransactItems?: readonly unknown[];
}

interface Output {
  readonly ScannedCount?: number;
  readonly Responses?: Readonly<Record<string, readonly unknown[]>>;
}

/** Members whose last talk is over: a run moves the moment of those that are due, to nothing. */
async function fill(documents: Documents, members: number, due: number): Promise<void> {
  const items = Array.from({ length: members }, (_, nth) => {
    const pk = memberId(`m_${String(nth).padStart(32, "0")}`);
    const dueAt = instantPlus(AT, nth < due ? -1_000 : DAY_MS * (1 + (nth % 30)));
    const consent = { consentState: "ACTIVE", consentVersion: 2, consentChangedAt: AT, consentChangedBy: "bench" };
    const member = {
      ...{ pk, sk: "MEMBER", v: 1, ...consent, consentSaidAt: AT, createdAt: AT, ownNumber: OWN_NUMBER },
      ...{ numberHash: `1.${pk.slice(2)}`, stateVersion: 1, momentAt: dueAt, disclosedAt: instantPlus(AT, -3_600_000) },
    };
    return [member, { pk, sk: "MOMENT", v: 1, dueShard: `moment-${nth % MOMENT_SHARDS}`, dueAt }];
  }).flat();
  for (let from = 0; from < items.length; from += MOST_IN_BATCH) {
    const some = items.slice(from, from + MOST_IN_BATCH).map((Item) => ({ PutRequest: { Item } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { members: some } }));
  }
}
