import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Instant, MemberId, TextId } from "@jules/core/kernel";
import type { ReadText, Stretch, Transcript } from "@jules/core/memory";
import type { Keyring, MemberCipher } from "../kms/index.ts";
import { ConversationItem } from "./conversation-items.ts";
import { outboundOf, saidOf, WAS_SAID } from "./conversation-reading.ts";
import { type Backoff, type Documents, settled } from "./documents.ts";
import { isFixedKey } from "./items.ts";

/** Behind every text of a moment: the order of a text is its moment, `#` and its id. */
const END_OF_MOMENT = "$";

/** Conversations in the order in which they were had, from the index `history`; each reading costs one query. */
export function createTranscript(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly keyring: Pick<Keyring, "cipher">;
  readonly backoff?: Backoff;
}): Transcript {
  const { membersTable: TableName, keyring } = settings;
  const documents = settled(settings.documents, settings.backoff);

  async function itemsAfter(id: MemberId, after: Instant | undefined, Limit: number) {
    const { Items: items = [], LastEvaluatedKey: more } = await documents.send(
      new QueryCommand({
        TableName,
        IndexName: "history",
        KeyConditionExpression: `pk = :pk${after ? " AND saidAt > :after" : ""}`,
        ExpressionAttributeValues: { ":pk": id, ...(after && { ":after": `${after}${END_OF_MOMENT}` }) },
        ConsistentRead: true,
        Limit,
      }),
    );
    return { items, hasMore: more !== undefined };
  }

  return {
    async after(id, after, limit) {
      const { items, hasMore } = await itemsAfter(id, after, limit);
      const waiting = items.findIndex(({ openSince, sk }) => openSince !== undefined && String(sk).startsWith("TEXT#"));
      const ended = waiting === -1 ? items : items.slice(0, waiting);
      const whole = hasMore && waiting === -1 ? withoutHalfAMoment(ended) : ended;
      const heardAt = items.findLast(({ sk }) => String(sk).startsWith("TEXT#"));
      const until = whole.at(-1);
      const cipher = whole.length > 0 ? await keyring.cipher(id) : undefined;
      const inCrisis = new Set(cipher ? whole.flatMap((item) => answeredInCrisis(item, cipher)) : []);
      return {
        texts: cipher ? whole.flatMap((item) => readText(item, cipher, inCrisis) ?? []) : [],
        until: until && momentOf(until),
        hasMore: hasMore || waiting !== -1,
        heardAt: heardAt && momentOf(heardAt),
      } satisfies Stretch;
    },
  };
}

type Item = Readonly<Record<string, unknown>>;

function momentOf({ saidAt }: Item): Instant {
  return String(saidAt).split("#")[0] as Instant;
}

/** The next reading begins after the last moment of this one: of a moment that was cut in two the rest would be lost. */
function withoutHalfAMoment(items: readonly Item[]): readonly Item[] {
  const last = items.at(-1);
  const kept = last ? items.filter((item) => momentOf(item) !== momentOf(last)) : items;
  return kept.length > 0 ? kept : items;
}

/** The texts that were answered in a crisis: calm as they are, they belong to it. */
function answeredInCrisis(value: Item, cipher: MemberCipher): readonly string[] {
  try {
    const item = ConversationItem.parse(value);
    if (!("state" in item) || isFixedKey(item.sk)) return [];
    const { content, answers } = outboundOf(item, cipher);
    return content?.inCrisis ? answers : [];
  } catch {
    return [];
  }
}

/** Undefined for what is no part of the talk: control words, what was never answered, what rules said, what never left. */
function readText(value: Item, cipher: MemberCipher, inCrisis: ReadonlySet<string>): ReadText | undefined {
  try {
    const item = ConversationItem.parse(value);
    if ("state" in item) {
      const content = WAS_SAID.has(item.state) && !isFixedKey(item.sk) ? outboundOf(item, cipher).content : undefined;
      if (content?.kind !== "reply") return undefined;
      return { id: item.sk as TextId, speaker: "jules", body: content.body, at: momentOf(value) };
    }
    if (!item.answeredBy) return undefined;
    const { id, body, saidAt, assessment, isWeighed } = saidOf(item, cipher);
    // A turn weighs what was not clear: that nothing was found then does not make it one that was.
    const isGrave = assessment.verdict !== "clear" || isWeighed || inCrisis.has(id);
    return { id, speaker: "member", body, at: saidAt, isGrave };
  } catch {
    // What opens no longer is read by nobody.
    return undefined;
  }
}
