import type { OptInProof } from "@jules/core/consent";
import { lapsed } from "@jules/core/crisis";
import type { Instant } from "@jules/core/kernel";
import type { LedgerRow } from "@jules/core/ledger";
import type { Member } from "@jules/core/member";
import { type PrivacyOrder, privacyNotice } from "@jules/core/privacy";
import type { Desk } from "./desk.ts";
import { billingInWords, entryInWords, episodeInWords, memoryInWords, textInWords } from "./in-words.ts";

/** The form of the file; grows when somebody who reads one by program would have to change it. */
const FORMAT = 1;
const TEXTS_IN_PAGE = 200;

/**
 * Everything that is kept of a member, as JSON, page after page: what they are to us, both sides of the conversation, what
 * was concluded from it, what they agreed to and were told, and who else has something of theirs.
 */
export async function* exportPages(
  desk: Pick<Desk, "members" | "archive" | "ledger" | "profiles" | "agenda">,
  member: Member,
  order: PrivacyOrder,
  at: Instant,
): AsyncIterable<string> {
  const { textsIn, textsOut, days } = member.activity;
  const notice = privacyNotice(order.answer?.language ?? "en");
  const { preferences, memory } = await desk.profiles.of(member.id);
  const agenda = await desk.agenda.of(member.id);
  const proofs: OptInProof[] = [];
  for await (const proof of desk.archive.proofs(member.id)) proofs.push(proof);
  const parts = {
    format: FORMAT,
    madeAt: at,
    reference: order.reference,
    profile: { ...profileOf(member), number: order.answer?.to ?? null },
    consent: member.consent,
    proofs,
    age: member.age,
    contact: member.contact,
    counted: { textsFromYou: textsIn, textsFromJules: textsOut, days },
    preferences,
    memory: memoryInWords(memory),
    agenda: agenda.map(entryInWords),
    billing: billingInWords(member, at),
    inferences: { safety: await safetyOf(desk, member, at) },
    retention: { version: notice.version, day: notice.day, kept: notice.kept },
    thirdParties: notice.companies,
    contactUs: notice.contact,
  };
  yield `${JSON.stringify(parts).slice(0, -1)},\n"conversation":[\n`;
  yield* listed(desk.archive.texts(member.id), textInWords);
  yield `],\n"record":[\n`;
  yield* listed(ownRows(desk, member), (row) => row);
  yield "]}\n";
}

/** The ledger is that of a number: what stands there from before was said to somebody else. */
async function* ownRows({ ledger }: Pick<Desk, "ledger">, { numberHash, createdAt }: Member): AsyncIterable<LedgerRow> {
  for await (const row of ledger.rowsOf(numberHash)) if (row.at >= createdAt) yield row;
}

function profileOf(member: Member) {
  const { id, createdAt, introducedAt, helpedAt, apologisedAt, ownNumber, numberHash, erasureAskedAt } = member;
  return { id, createdAt, introducedAt, helpedAt, apologisedAt, numberOfJules: ownNumber, numberHash, erasureAskedAt };
}

async function safetyOf({ members }: Pick<Desk, "members">, member: Member, at: Instant) {
  return episodeInWords(lapsed(await members.episode(member), at));
}

/** The elements of a list, with the commas between them. */
async function* listed<Element>(
  elements: AsyncIterable<Element>,
  write: (element: Element) => object,
): AsyncIterable<string> {
  let page: string[] = [];
  let isFirst = true;
  const written = () => {
    const lines = page.join(",\n");
    const text = isFirst ? lines : `,\n${lines}`;
    isFirst = false;
    page = [];
    return text;
  };
  for await (const element of elements) {
    page.push(JSON.stringify(write(element)));
    if (page.length >= TEXTS_IN_PAGE) yield written();
  }
  if (page.length > 0) yield written();
}
