import type { Agenda, Entry } from "@jules/core/agenda";
import { type BillingOrder, entitledIf } from "@jules/core/billing";
import type { Turn, Window } from "@jules/core/conversation";
import type { MemberId } from "@jules/core/kernel";
import type { Judgement, Side } from "@jules/core/moderation";
import type { Attachment } from "@jules/core/pictures";
import { NO_PROFILE, type Profile, type ProfileStore } from "@jules/core/profile";
import type { QuotaVerdict, Spent, Use } from "@jules/core/quotas";

/** What members want and what is remembered of them, in a map. */
export function memoryProfiles(): ProfileStore {
  const profiles = new Map<MemberId, Profile>();
  const of = (id: MemberId) => profiles.get(id) ?? NO_PROFILE;
  return {
    of: async (id) => of(id),
    async change(id, change) {
      const changed = change(of(id));
      if (changed) profiles.set(id, changed);
      return of(id);
    },
  };
}

/** What is to be begun, in a map. */
export function memoryAgenda(): Agenda {
  const entries = new Map<string, Entry>();
  return {
    async add(entry) {
      if (!entries.has(entry.id)) entries.set(entry.id, entry);
    },
    async of(member) {
      return [...entries.values()]
        .filter((entry) => entry.member === member)
        .sort((one, other) => (one.dueAt < other.dueAt ? -1 : 1))
        .slice(0, 20);
    },
    async remove(_member, ids) {
      for (const id of ids) entries.delete(id);
    },
  };
}

/** The ports of a companion beside its model, each in memory, and what tests let them say. */
export function companionModels() {
  const windows = new Map<MemberId, { readonly stamp: string; readonly window: Window }>();
  const rings: MemberId[] = [];
  const judged: { readonly text: string; readonly side: Side }[] = [];
  const uses: Use[] = [];
  const spent: Spent[] = [];
  let judgement: (text: string, side: Side) => Judgement = () => ({ kind: "unknown" });
  let verdict: (use: Use) => QuotaVerdict = () => ({ kind: "free" });
  let attachment: (url: string, looks: boolean) => Attachment = () => ({ kind: "picture" });
  const ordered: BillingOrder[] = [];
  const selling = { sells: false, entitled: entitledIf(false) };
  const ports = {
    profiles: memoryProfiles(),
    windows: {
      async get(id, stamp) {
        const kept = windows.get(id);
        return kept?.stamp === stamp ? kept.window : undefined;
      },
      put: async (id, stamp, window) => void windows.set(id, { stamp, window }),
    },
    memoryBell: { ring: async (id) => void rings.push(id) },
    moderator: {
      async judge(text, side) {
        judged.push({ text, side });
        return judgement(text, side);
      },
    },
    quotas: {
      async take(use) {
        uses.push(use);
        return verdict(use);
      },
      spend: async (spending) => void spent.push(spending),
    },
    attachments: { read: async (url, _timeoutMs, looks) => attachment(url, looks) },
    selling,
    orders: { place: async (order) => void ordered.push(order) },
    agenda: memoryAgenda(),
    times: { read: async () => undefined },
    contactCardUrl: (ownNumber) => `https://jules.example/contact.vcf?number=${encodeURIComponent(ownNumber)}`,
  } satisfies Pick<
    Turn,
    | "profiles"
    | "windows"
    | "memoryBell"
    | "moderator"
    | "quotas"
    | "attachments"
    | "agenda"
    | "times"
    | "selling"
    | "orders"
    | "contactCardUrl"
  >;
  return {
    ports,
    /** Who was rung for, so that what they said is read for what to remember. */
    rings,
    judged,
    uses,
    spent,
    /** What was ordered about subscriptions. */
    ordered,
    /** Plans are sold from now on. */
    sellPlans: () => void Object.assign(selling, { sells: true, entitled: entitledIf(true) }),
    judgeAs: (judge: typeof judgement) => {
      judgement = judge;
    },
    limitAs: (limit: typeof verdict) => {
      verdict = limit;
    },
    seeAs: (see: typeof attachment) => {
      attachment = see;
    },
  };
}
