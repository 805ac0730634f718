import { decideAge, optIn, optOut, referenceOf } from "@jules/core/conversation";
import { type NumberHash, numberHash } from "@jules/core/kernel";
import type { LedgerRow } from "@jules/core/ledger";
import type { Member } from "@jules/core/member";
import type { PrivacyTask } from "@jules/core/privacy";
import * as z from "zod/mini";
import { isPast, language, moment, number } from "./fields.ts";
import { OWN_ROUTES } from "./own-routes.ts";
import {
  type Asked,
  invalid,
  NOT_FOUND,
  type Office,
  type Result,
  type Route,
  route,
  withMember,
  withMemberOfNow,
} from "./route.ts";
import { SUBSCRIPTION_ROUTES } from "./subscription-routes.ts";

const Proof = z.strictObject({
  text: z.strictObject({
    code: z.string().check(z.minLength(1), z.maxLength(64)),
    version: z.int().check(z.positive()),
    body: z.string().check(z.minLength(1), z.maxLength(2_000)),
  }),
  medium: z.enum(["web", "phone", "paper"], "must be web, phone or paper"),
  action: z.string().check(z.minLength(1), z.maxLength(200)),
  at: moment,
  url: z.optional(z.string().check(z.maxLength(500))),
  ip: z.optional(z.string().check(z.maxLength(45))),
  userAgent: z.optional(z.string().check(z.maxLength(500))),
});

const notYet = (field: string) => invalid({ [field]: "must not lie in the future" });

export const ROUTES: readonly Route[] = [
  route(
    "POST /v1/opt-ins",
    "members.write",
    "Somebody asked for our texts outside of a text; they are asked by text to say yes.",
    z.strictObject({ number, proof: Proof, language }),
    async (office, { language: spoken, ...asked }) => {
      if (!isPast(asked.proof.at, office.clock.now())) return notYet("proof.at");
      const { kind, ...more } = await optIn(office, { ...asked, ...known(spoken), ownNumber: office.ownNumber });
      return { status: kind === "asked" ? 202 : 200, body: { result: kind, ...more } };
    },
  ),
  route(
    "POST /v1/opt-outs",
    "members.write",
    "Somebody asked for silence outside of a text; the same as a STOP.",
    z.strictObject({ number, channel: z.enum(["e-mail", "web", "phone"]), at: moment, language }),
    async (office, { language: spoken, ...asked }) => {
      if (!isPast(asked.at, office.clock.now())) return notYet("at");
      const { kind, ...more } = await optOut(office, { ...asked, ...known(spoken), ownNumber: office.ownNumber });
      return { status: 200, body: { result: kind, ...more } };
    },
  ),
  route(
    "POST /v1/members/lookup",
    "members.read",
    "Finds the member of a number. A number stands in a body only, never in a path.",
    z.strictObject({ number }),
    async ({ members }, asked) => {
      const member = await members.find(asked.number);
      return member ? { status: 200, body: { id: member.id, numberHash: member.numberHash } } : NOT_FOUND;
    },
  ),
  route(
    "GET /v1/members/{id}",
    "members.read",
    "The states of a member; nothing they wrote.",
    undefined,
    (office, _, asked) => withMember(office, asked, async (member) => ({ status: 200, body: statesOf(member) })),
  ),
  route(
    "POST /v1/members/{id}/exports",
    "members.write",
    "Sends the member a link to a copy of their data, by text: to nobody else. Not to a number that may have been given away.",
    z.strictObject({}),
    (office, _, asked) => withMemberOfNow(office, asked, () => ordered(office, asked, { kind: "export" })),
  ),
  route("DELETE /v1/members/{id}", "members.write", "Erases a member.", undefined, (office, _, asked) =>
    ordered(office, asked, { kind: "erase", because: "asked" }),
  ),
  route(
    "POST /v1/members/{id}/forget",
    "members.write",
    "Deletes what mentions a topic.",
    z.strictObject({ about: z.string().check(z.minLength(2), z.maxLength(80)) }),
    (office, { about }, asked) => ordered(office, asked, { kind: "forget", about }),
  ),
  route(
    "POST /v1/members/{id}/age",
    "members.write",
    "An operator's decision about somebody's age. Who was blocked as a child and is an adult may talk again.",
    z.strictObject({ state: z.enum(["CLAIMED_ADULT", "VERIFIED_ADULT", "LIKELY_MINOR", "KNOWN_MINOR"]) }),
    (office, { state }, asked) =>
      withMember(office, asked, async (member) => {
        const decided = await decideAge(office, member, state, referenceOf(`api ${asked.requestId}`));
        if (!decided) return { status: 409, body: { error: "changed-meanwhile" } };
        return { status: 200, body: statesOf(decided) };
      }),
  ),
  route(
    "GET /v1/ledger/{numberHash}",
    "members.read",
    "What was agreed to, disclosed, proven and asked for, by the hash of a number; without a word of anybody.",
    undefined,
    async ({ ledger }, _, { path }) => {
      const hash = hashIn(path.numberHash);
      if (!hash) return NOT_FOUND;
      const rows: LedgerRow[] = [];
      for await (const row of ledger.rowsOf(hash)) rows.push(row);
      return rows.length > 0 ? { status: 200, body: { rows } } : NOT_FOUND;
    },
  ),
  route(
    "GET /v1/reports/referrals",
    "members.read",
    "How often texts referred people to help in a year, by state; of nobody.",
    undefined,
    async ({ counters }, _, { query }) => {
      const year = /^20\d\d$/.exec(query.year ?? "")?.[0];
      if (!year) return { status: 404, body: { error: "not-found", fields: { year: "must be a year, e.g. 2026" } } };
      return { status: 200, body: { year: Number(year), counts: await counters.ofYear(Number(year)) } };
    },
    { year: "Which year, e.g. 2026." },
  ),
  ...OWN_ROUTES,
  ...SUBSCRIPTION_ROUTES,
];

function known(spoken: "en" | "es" | undefined) {
  return spoken === undefined ? {} : { language: spoken };
}

async function ordered(office: Office, asked: Asked, task: PrivacyTask): Promise<Result> {
  return withMember(office, asked, async ({ id }) => {
    const reference = referenceOf(`api ${asked.requestId}`);
    await office.desk.submit({ reference, member: id, task, askedAt: office.clock.now(), answer: undefined });
    return { status: 202, body: { reference } };
  });
}

function statesOf({ id, numberHash: hash, createdAt, consent, age, contact }: Member) {
  const { state, scope, changedAt } = consent;
  return {
    id,
    numberHash: hash,
    createdAt,
    consent: { state, scope, changedAt },
    age: { state: age.state, since: age.since },
    disclosedAt: contact.disclosedAt,
  };
}

function hashIn(value = ""): NumberHash | undefined {
  try {
    return numberHash(value);
  } catch {
    return undefined;
  }
}
