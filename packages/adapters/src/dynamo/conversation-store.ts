import { PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import {
  type AlongWithSending,
  type ConversationStore,
  type Holder,
  memberOf,
  type NewOutbound,
  type Outbound,
  orderOfOurs,
  orderOfTheirs,
  type Place,
  type Said,
  saidIn,
  spoken,
} from "@jules/core/conversation";
import type { Referral } from "@jules/core/crisis";
import { type Instant, instantPlus, type MemberId, type OutboundId } from "@jules/core/kernel";
import { type EpisodeChange, isAnotherDay, type Member, type Traces } from "@jules/core/member";
import type { Keyring, MemberCipher } from "../kms/index.ts";
import { counted, movedOn } from "./activity.ts";
import { createAddresses } from "./addresses.ts";
import { passing } from "./agenda-items.ts";
import { traced } from "./contact.ts";
import { ConversationItem, type OutboundItem, SealedText } from "./conversation-items.ts";
import { outboundOf, saidOf, sealedContent, WAS_SAID } from "./conversation-reading.ts";
import { type Backoff, type Documents, failedAtLast, REAL_BACKOFF, refusedCondition, settled } from "./documents.ts";
import { episodeUpdate } from "./episode-item.ts";
import { CLOSE, type Key, outboundKey, outboundOrder, placeOf, SCHEMA_VERSION, textKey } from "./items.ts";
import { createLedgerWrites } from "./ledger-writes.ts";
import {
  DISCLOSING,
  disclosing,
  expiry,
  fixedAttributes,
  openAttributes,
  PARKED,
  removing,
  setting,
} from "./outbound-attributes.ts";
import { countReferral } from "./referral-counters.ts";
import { createSettling, keyOrNone } from "./settling.ts";
import {
  type Element,
  EXISTS,
  type MemberChanges,
  memberElement,
  memberUpdate,
  transact as transactIn,
  updateItem,
} from "./transactions.ts";

/** An unanswered text is looked after by the sweeper when it is this old; a text in doubt when that old. */
const UNANSWERED_AFTER_MS = 45_000;
const DOUBTFUL_AFTER_MS = 90_000;
/** Longer than a handing over takes. */
const ABANDONED_AFTER_MS = 15_000;

/** What one transaction can close, with room to spare; the rest is read when these are done. */
const MOST_OPEN_ITEMS = 50;

/**
 * The conversation in DynamoDB: one item per text, in the member's partition. Two sparse local indexes read it: `history`
 * by time, and `open`, which holds only what is not finished. What people wrote is sealed under their own key.
 */
export function createConversationStore(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  /** Where referrals are counted, without whose they were. */
  readonly countersTable: string;
  /** Where it is kept what was disclosed to whom. */
  readonly ledgerTable: string;
  readonly keyring: Keyring;
  readonly backoff?: Backoff;
}): ConversationStore {
  const { membersTable: TableName, countersTable, ledgerTable, keyring, backoff = REAL_BACKOFF } = settings;
  const { random } = backoff;
  const documents = settled(settings.documents, backoff);
  const ledger = createLedgerWrites({ documents, membersTable: TableName, ledgerTable, backoff });
  const transact = (elements: Element[]) => transactIn(documents, elements);

  const { settle } = createSettling({ documents, keyring, ledger, table: TableName });
  const { addressOf } = createAddresses({ documents, membersTable: TableName, keyring });
  const update = (key: Key, expression: string, values: Readonly<Record<string, unknown>>, condition: string) =>
    updateItem(documents, TableName, key, expression, values, condition);

  async function openItems(id: MemberId) {
    const { Items: items = [], LastEvaluatedKey: more } = await documents.send(
      new QueryCommand({
        TableName,
        IndexName: "open",
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": id },
        ConsistentRead: true,
        Limit: MOST_OPEN_ITEMS,
      }),
    );
    return { items: items as (Key & Record<string, unknown>)[], hasMore: more !== undefined };
  }

  /** The last texts of both sides, newest first. */
  async function newestOf(id: MemberId, Limit: number, since: Instant | undefined = undefined) {
    const { Items: items = [] } = await documents.send(
      new QueryCommand({
        TableName,
        IndexName: "history",
        KeyConditionExpression: `pk = :pk${since ? " AND saidAt >= :since" : ""}`,
        ExpressionAttributeValues: { ":pk": id, ...(since && { ":since": since }) },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit,
      }),
    );
    return items;
  }

  /** The member is told apart from who they were, for what was kept of their conversation elsewhere. */
  async function moveOn(id: MemberId, textsIn = 0): Promise<void> {
    try {
      await documents.send(new UpdateCommand(memberUpdate(TableName, id, EXISTS, movedOn({ textsIn }))));
    } catch (error) {
      if (!refusedCondition(error)) throw error;
    }
  }

  /** @returns whether it waited until now. */
  async function closeText(Key: Key, reason: string): Promise<boolean> {
    try {
      const { Attributes: before } = await documents.send(
        new UpdateCommand({
          ...{ TableName, Key, UpdateExpression: `SET closedBy = :reason ${CLOSE}` },
          ConditionExpression: "attribute_exists(pk)",
          ExpressionAttributeValues: { ":reason": reason },
          ReturnValues: "ALL_OLD",
        }),
      );
      return before?.openSince !== undefined;
    } catch (error) {
      if (!refusedCondition(error)) throw error;
      return false;
    }
  }

  /** Out of the work, where somebody can look at it; leaving it there would fail every turn of the member. */
  async function closeUnreadable({ pk, sk }: Key): Promise<void> {
    const Key = { pk, sk };
    if (sk.startsWith("OUT#")) {
      await update(
        Key,
        `SET #state = :parked, reason = :reason ${CLOSE}`,
        PARKED("unreadable"),
        "attribute_exists(pk)",
      );
    } else {
      await closeText(Key, "unreadable");
    }
  }

  /**
   * The same, with what the text counts as. What cannot be counted leaves uncounted: help does not wait for a counter.
   */
  async function transactCounted(elements: Element[], counts: Referral | undefined) {
    if (!counts) return { refused: await transact(elements), uncounted: false };
    try {
      return { refused: await transact([...elements, countReferral(countersTable, counts, random)]), uncounted: false };
    } catch (error) {
      if (!failedAtLast(error)) throw error;
      return { refused: await transact(elements), uncounted: true };
    }
  }

  /** What a write does to the member's episode; nothing when it does nothing. */
  async function remembering(id: MemberId, change: EpisodeChange | undefined): Promise<MemberChanges> {
    if (!change) return {};
    const { set, remove, condition, names, values } = episodeUpdate(id, change, await keyring.cipher(id));
    return { set: [set], remove: remove ? [remove] : [], conditions: [condition], names, values };
  }

  /**
   * The member's item in the send gate's write: the consent as it was read and, where there is a lease, that it holds.
   * @param changes what the write does to the member, and on what further condition.
   */
  function holds({ member, token }: Holder, ...all: readonly MemberChanges[]): Element {
    return memberElement(
      TableName,
      member.id,
      {
        conditions: ["consentVersion = :version", ...(token === undefined ? [] : ["leaseToken = :token"])],
        values: { ":version": member.consent.version, ...(token !== undefined && { ":token": token }) },
      },
      ...all,
    );
  }

  /** A reply that another one takes the place of. */
  function superseded({ id, attempts }: Outbound): Element {
    return {
      Update: {
        TableName,
        Key: outboundKey(id),
        ConditionExpression: "#state = :ready AND attempts = :attempts",
        UpdateExpression: `SET #state = :parked, reason = :reason ${CLOSE}`,
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: { ...PARKED("superseded"), ":ready": "READY", ":attempts": attempts },
      },
    };
  }

  async function newReply(reply: NewOutbound) {
    const cipher = await keyring.cipher(memberOf(reply.id));
    const key = outboundKey(reply.id);
    return {
      v: SCHEMA_VERSION,
      answers: reply.answers,
      createdAt: reply.createdAt,
      saidAt: orderOfOurs(reply),
      sealed: cipher.seal(sealedContent(reply.content), placeOf(key, "sealed")),
      ...openAttributes(memberOf(reply.id), outboundOrder(reply.createdAt, reply.id)),
      expiresAtSeconds: expiry(reply.createdAt),
    };
  }

  return {
    async receive(member, text, assessment, closedBy, at, remembers) {
      const cipher = await keyring.cipher(member.id);
      const key = textKey(member.id, text.id);
      const content = SealedText.parse({ body: text.body, from: text.from, media: text.media, assessment });
      const order = orderOfTheirs(text);
      const item = {
        ...key,
        v: SCHEMA_VERSION,
        saidAt: order,
        receivedAt: text.receivedAt,
        sealed: cipher.seal(JSON.stringify(content), placeOf(key, "sealed")),
        expiresAtSeconds: expiry(at),
        ...(closedBy === undefined
          ? { ...openAttributes(member.id, order), dueAt: instantPlus(at, UNANSWERED_AFTER_MS) }
          : { closedBy }),
      };
      const put = { TableName, Item: item, ConditionExpression: "attribute_not_exists(pk)" };
      if (remembers || closedBy !== undefined) {
        const counts = closedBy === undefined ? {} : movedOn({ textsIn: 1 });
        const changes = [await remembering(member.id, remembers), counts];
        const changed = memberElement(TableName, member.id, EXISTS, ...changes);
        const refused = await transact([changed, { Put: put }]);
        if (!refused) return "stored";
        return refused[1] ? "seen" : "moved-on";
      }
      try {
        await documents.send(new PutCommand(put));
        return "stored";
      } catch (error) {
        if (refusedCondition(error)) return "seen";
        throw error;
      }
    },

    async weigh(id, text, assessment, remembers) {
      const cipher = await keyring.cipher(id);
      const Key = textKey(id, text.id);
      const sealed = cipher.seal(contentOfText({ ...text, assessment, isWeighed: true }), placeOf(Key, "sealed"));
      const weighed = {
        TableName,
        Key,
        ConditionExpression: "attribute_exists(openSince)",
        UpdateExpression: "SET sealed = :sealed",
        ExpressionAttributeValues: { ":sealed": sealed },
      };
      const elements: Element[] = [{ Update: weighed }];
      if (remembers) {
        elements.push(memberElement(TableName, id, EXISTS, await remembering(id, remembers)));
      }
      return (await transact(elements)) === undefined;
    },

    async noteSeen(id, text) {
      const cipher = await keyring.cipher(id);
      const key = textKey(id, text.id);
      const sealed = cipher.seal(contentOfText(text), placeOf(key, "sealed"));
      const waits = "attribute_exists(openSince)";
      return update(key, "SET sealed = :sealed", { ":sealed": sealed }, waits);
    },

    async open(id) {
      const { items, hasMore } = await openItems(id);
      if (items.length === 0) return { waiting: [], unfinished: [], unreadable: 0, hasMore };
      // A fixed text that was begun and nothing else: such a member need not have a key.
      const cipher = items.some(({ sealed }) => sealed) ? await keyring.cipher(id) : NO_CIPHER;
      const waiting = [];
      const unfinished = [];
      const unreadable: Key[] = [];
      for (const value of items) {
        try {
          const item = ConversationItem.parse(value);
          if ("state" in item) unfinished.push(outboundOf(item, cipher));
          else waiting.push(saidOf(item, cipher));
        } catch {
          unreadable.push(value);
        }
      }
      await Promise.all(unreadable.map(closeUnreadable));
      if (unreadable.length > 0) await moveOn(id);
      return { waiting, unfinished, unreadable: unreadable.length, hasMore };
    },

    async history(id, limit, since) {
      const items = await newestOf(id, limit, since);
      const cipher = await keyring.cipher(id);
      const places: Place[] = [];
      const waiting = [];
      for (const value of items.reverse()) {
        const order = String(value.saidAt);
        try {
          const item = ConversationItem.parse(value);
          if ("state" in item) places.push({ order, ...ofOurs(item, cipher) });
          else if (item.openSince) waiting.push(saidOf(item, cipher));
          else places.push({ order, ...(item.answeredBy && { said: spoken(saidOf(item, cipher)) }) });
        } catch {
          // A gap in what the model is told; `open` looks after those that matter.
          places.push({ order });
        }
      }
      return { said: saidIn(places), waiting, places };
    },

    addressOf,

    async keep(lease, reply, supersedes, at) {
      const values = { ...(await newReply(reply)), state: "READY", attempts: 0, dueAt: at };
      const refused = await transact([
        holds(lease, movedOn()),
        {
          Update: {
            TableName,
            Key: outboundKey(reply.id),
            ConditionExpression: "attribute_not_exists(pk)",
            ...setting(values),
          },
        },
        ...supersedes.map(superseded),
      ]);
      return refused === undefined;
    },

    async keepFixed(member, { id, content }, at) {
      const cipher = await keyOrNone(keyring, member.id);
      if (!cipher) return false;
      const key = outboundKey(id);
      const values = {
        ...fixedAttributes(id, at),
        ...{ state: "READY", createdAt: at, attempts: 0, dueAt: at },
        sealed: cipher.seal(sealedContent(content), placeOf(key, "sealed")),
      };
      const { UpdateExpression, ExpressionAttributeNames, ExpressionAttributeValues } = setting(values);
      // Help that a dead worker began, and whose words were never put down, is taken over: twice is better than never.
      const orAbandoned = content.kind === "crisis" ? abandonedAt(at) : { condition: "", values: {} };
      try {
        await documents.send(
          new UpdateCommand({
            ...{ TableName, Key: key, UpdateExpression, ExpressionAttributeNames },
            ConditionExpression: `attribute_not_exists(pk)${orAbandoned.condition}`,
            ExpressionAttributeValues: { ...ExpressionAttributeValues, ...orAbandoned.values },
          }),
        );
      } catch (error) {
        if (!refusedCondition(error)) throw error;
      }
      return true;
    },

    async beginReply(lease, reply, along, at, each = {}) {
      const { member } = lease;
      const isKept = "state" in reply;
      const values = {
        ...(isKept ? {} : await newReply(reply)),
        state: "SENDING",
        sendingAt: at,
        consentVersion: member.consent.version,
        attempts: isKept ? reply.attempts + 1 : 1,
        // In the clear, so that the carrier's word about an MMS can make it one of words alone.
        hasMedia: reply.content?.media?.length ? true : undefined,
        dueAt: instantPlus(at, DOUBTFUL_AFTER_MS),
      };
      const { apologises, releases } = along;
      const traces = traced(TableName, member.id, each.traces);
      // One that was begun before is counted and remembered.
      const isFirst = !isKept || reply.attempts === 0;
      const leased = holds(
        lease,
        {
          set: apologises ? ["apologisedAt = :at"] : [],
          remove: ["heldFor", "heldAt", ...(releases ? ["leaseUntil"] : [])],
          values: apologises ? { ":at": at } : {},
        },
        ...traces.changes,
        await remembering(member.id, isFirst ? along.remembers : undefined),
        movedOn({ textsIn: isFirst ? newlyAnswered(reply, along) : 0, textsOut: 1, days: daysIn(member, each.traces) }),
      );
      const moved = setting({ ...values, ...disclosing(each.discloses) }, DISCLOSING);
      const counts = isFirst ? reply.content?.counts : undefined;
      const elements: Element[] = [
        leased,
        {
          Update: {
            TableName,
            Key: outboundKey(reply.id),
            ...moved,
            ConditionExpression: isKept ? "#state = :ready AND attempts = :attemptsBefore" : "attribute_not_exists(pk)",
            ExpressionAttributeValues: {
              ...moved.ExpressionAttributeValues,
              ...(isKept && { ":ready": "READY", ":attemptsBefore": reply.attempts }),
            },
          },
        },
        ...along.supersedes.map(superseded),
        ...reply.answers.map((answered) => ({
          Update: {
            TableName,
            Key: textKey(member.id, answered),
            UpdateExpression: `SET answeredBy = :reply ${CLOSE}`,
            ExpressionAttributeValues: { ":reply": reply.id },
          },
        })),
        ...traces.also,
      ];
      const { refused, uncounted } = await transactCounted(elements, counts);
      return refused ? { kind: "moved-on" } : { kind: "sending", ...(uncounted && { uncounted }) };
    },

    async beginFixed(holder, id, again, at, first = {}, each = {}) {
      const { member } = holder;
      const key = outboundKey(id);
      const { createdAt, ...values } = {
        ...fixedAttributes(id, at),
        ...{ state: "SENDING", createdAt: at, sendingAt: at, dueAt: instantPlus(at, DOUBTFUL_AFTER_MS) },
        consentVersion: member.consent.version,
        ...disclosing(each.discloses),
      };
      const moved = setting(values);
      const once = again.onceUntilReply ? onceUntilReply(id, at) : {};
      const traces = traced(TableName, member.id, each.traces);
      const unheard = unheardSince(each.episodeVersion);
      const begun = (condition: string, more: Readonly<Record<string, unknown>>): Element => ({
        Update: {
          TableName,
          Key: key,
          ConditionExpression: condition,
          UpdateExpression: `${moved.UpdateExpression}, createdAt = if_not_exists(createdAt, :createdAt), attempts = if_not_exists(attempts, :zero) + :one${removing(values, DISCLOSING)}`,
          ExpressionAttributeNames: moved.ExpressionAttributeNames,
          ExpressionAttributeValues: {
            ...moved.ExpressionAttributeValues,
            ...more,
            ...{ ":createdAt": createdAt, ":zero": 0, ":one": 1 },
          },
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      });
      if (first.counts || first.remembers || first.occurrence) {
        const leased = holds(
          ...([holder, once, unheard, ...traces.changes, counted({ textsOut: 1 })] as const),
          await remembering(member.id, first.remembers),
        );
        const used = first.occurrence ? [passing(TableName, member.id, first.occurrence)] : [];
        const elements = [leased, begun(NEVER_BEGUN, {}), ...used, ...traces.also];
        const { refused, uncounted } = await transactCounted(elements, first.counts);
        if (!refused) return { kind: "sending", ...(uncounted && { uncounted }) };
        // Only one that was begun before goes on, without doing anything besides once more.
        if (typeof refused[1] !== "object") return { kind: "moved-on" };
      }
      const isAgain = `#state IN (${again.states.map((_, index) => `:again${index}`).join(", ")})`;
      const refused = await transact([
        holds(holder, once, unheard, ...traces.changes, counted({ textsOut: 1 })),
        begun(`attribute_not_exists(pk) OR ${isAgain} OR (#state = :state AND sendingAt <= :sendingSince)`, {
          ...Object.fromEntries(again.states.map((state, index) => [`:again${index}`, state])),
          // The empty string is before every moment.
          ":sendingSince": again.sendingSince ?? "",
        }),
        ...traces.also,
      ]);
      if (!refused) return { kind: "sending" };
      const [, existing] = refused;
      if (typeof existing !== "object") return { kind: "moved-on" };
      const { state } = ConversationItem.parse(unmarshall(existing as never)) as OutboundItem;
      return { kind: "exists", state };
    },

    settle,

    async postpone(id, until, asked) {
      const { items } = await openItems(id);
      const postponed = "SET dueAt = :until ADD askedInVain :one";
      await Promise.all(
        items.map(({ pk, sk }) =>
          update({ pk, sk }, postponed, { ":until": until, ":one": Number(asked) }, "attribute_exists(openSince)"),
        ),
      );
    },

    async park(id, reason) {
      const values = { ...PARKED(reason), ":ready": "READY", ":sending": "SENDING" };
      const expression = `SET #state = :parked, reason = :reason ${CLOSE}`;
      await update(outboundKey(id), expression, values, "#state IN (:ready, :sending)");
    },

    async close(id, texts, reason) {
      if (texts.length === 0) return;
      const closed = await Promise.all(texts.map((text) => closeText(textKey(id, text), reason)));
      await moveOn(id, closed.filter(Boolean).length);
    },
  };
}

/** What is sealed of a text that waits, as a turn has it. */
function contentOfText({ body, from, media, seen, assessment, isWeighed }: Said): string {
  return JSON.stringify(SealedText.parse({ body, from, media, seen, assessment, isWeighed }));
}

/** Texts that no reply before this one answered. */
function newlyAnswered({ answers }: Pick<NewOutbound, "answers">, { supersedes }: AlongWithSending): number {
  const before = new Set(supersedes.filter(({ attempts }) => attempts > 0).flatMap((reply) => reply.answers));
  return answers.filter((text) => !before.has(text)).length;
}

function daysIn({ contact }: Member, traces: Traces = {}): number {
  return Number(traces.heardAt !== undefined && isAnotherDay(contact.heardAt, traces.heardAt));
}

/** What the model is told of a text of ours. */
function ofOurs(item: OutboundItem, cipher: MemberCipher): Omit<Place, "order"> {
  if (!WAS_SAID.has(item.state)) return {};
  const said = { speaker: "jules", body: outboundOf(item, cipher).content?.body ?? "" } as const;
  return { said, ...(item.state === "SENDING" && { isOpen: true as const }) };
}

/** No text of ours is handed over without the version of the consent that it is handed over under. */
const NEVER_BEGUN = "attribute_not_exists(consentVersion)";

/** Holds while nobody wrote an episode since this version. */
function unheardSince(version: number | undefined): MemberChanges {
  if (version === undefined) return {};
  return { conditions: ["stateVersion = :stateAsRead"], values: { ":stateAsRead": version } };
}

function abandonedAt(at: Instant) {
  return {
    condition: " OR (attribute_not_exists(sealed) AND NOT #state IN (:sent, :delivered) AND sendingAt < :abandoned)",
    values: { ":sent": "SENT", ":delivered": "DELIVERED", ":abandoned": instantPlus(at, -ABANDONED_AFTER_MS) },
  };
}

/** What was never answered, because it grew too old or was parked, must not silence the next outage. */
const HELD_FOR_MS = 24 * 60 * 60_000;

/** The reply's own write forgets it, and so does a STOP. */
function onceUntilReply(id: OutboundId, at: Instant): MemberChanges {
  return {
    set: ["heldFor = :heldFor", "heldAt = :heldAt"],
    conditions: ["(attribute_not_exists(heldFor) OR heldFor = :heldFor OR heldAt < :heldBefore)"],
    values: { ":heldFor": id, ":heldAt": at, ":heldBefore": instantPlus(at, -HELD_FOR_MS) },
  };
}

const NO_CIPHER: MemberCipher = {
  seal: () => {
    throw new Error("nothing is sealed here");
  },
  open: () => {
    throw new Error("nothing is sealed here");
  },
};
