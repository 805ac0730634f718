import type { MemberId } from "@jules/core/kernel";
import { MEMBER_NUMBER } from "@jules/testkit/builders";
import type { TriedWorld } from "./tried-world.ts";

/** The state of the world besides the conversation, by part, each as bytes to compare. */
export type Snapshot = Readonly<Record<string, string>>;

/** What a conversation is made of: the texts themselves. */
const CONVERSATION = /^(?:TEXT|OUT)#/;

/** All that is kept of anybody: every item of every table, what is sealed in it as it opens, and what the ports hold. */
export async function snapshotOf({ conversation, other }: TriedWorld): Promise<Snapshot> {
  const { world, companion, orders } = conversation;
  const member = await conversation.member();
  const names = new Map([
    [member.id as string, "member"],
    [other.id as string, "other"],
  ]);
  const bytes = (value: unknown) => named(JSON.stringify(value, sealedBySize), names);
  const items = world.items().filter(({ sk }) => !CONVERSATION.test(String(sk)));
  const itemsOf = (id: MemberId) => bytes(items.filter(({ pk }) => pk === id).sort(byKey));
  const held = async (id: MemberId) =>
    bytes([await companion.ports.profiles.of(id), await companion.ports.agenda.of(id)]);
  return {
    "the member": itemsOf(member.id),
    "the member's consent": bytes(member.consent),
    "the member's age": bytes(member.age),
    "the member's episode": bytes(await world.members.episode(member)),
    "the member's profile and agenda": await held(member.id),
    "the other member": itemsOf(other.id),
    "the other member's profile and agenda": await held(other.id),
    "everybody else": bytes(items.filter(({ pk }) => pk !== member.id && pk !== other.id).sort(byKey)),
    "the ledger": bytes(world.ledger()),
    "the counters": bytes(world.counters()),
    orders: bytes(orders),
    "texts to others": bytes(conversation.sender.attempts.filter(({ to }) => to !== MEMBER_NUMBER)),
  };
}

function byKey(one: Readonly<Record<string, unknown>>, another: Readonly<Record<string, unknown>>): number {
  return `${one.pk} ${one.sk}` < `${another.pk} ${another.sk}` ? -1 : 1;
}

/** Made by chance, from the id or anew with every write. */
const BY_CHANCE: ReadonlySet<string> = new Set(["stateVersion", "dueShard"]);

/** Sealed twice the same is never the same bytes; what is in it is compared as it opens. */
function sealedBySize(key: string, value: unknown): unknown {
  if (BY_CHANCE.has(key)) return undefined;
  return value instanceof Uint8Array ? `${value.length} bytes` : value;
}

/** Ids are made by chance, and texts are counted through all tests: each by when it is first met. */
function named(text: string, names: Map<string, string>): string {
  return text.replace(/m_[0-9a-f]{32}|text\d{25}/g, (id) => {
    const name = names.get(id) ?? `id ${names.size}`;
    names.set(id, name);
    return name;
  });
}
