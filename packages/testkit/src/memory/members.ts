import type { Consent } from "@jules/core/consent";
import { instant, type MemberId, memberId, type PhoneNumber } from "@jules/core/kernel";
import type { ConsentChanges, Member, MemberDirectory } from "@jules/core/member";

export interface MemoryMembers extends MemberDirectory, ConsentChanges {
  /** The member as stored, for the store of conversations to check versions against. */
  peek(id: MemberId): Member | undefined;
}

/** Members in a map; the model of the port. */
export function createMemoryMembers(): MemoryMembers {
  const members = new Map<MemberId, Member>();
  const byNumber = new Map<PhoneNumber, MemberId>();

  function change(id: MemberId, fields: Partial<Member>): Member {
    const member = members.get(id);
    if (!member) throw new Error("no such member");
    const changed = { ...member, ...fields };
    members.set(id, changed);
    return changed;
  }
  const next = (consent: Consent, change: Omit<Consent, "version">): Consent => ({
    ...change,
    version: consent.version + 1,
  });

  return {
    peek: (id) => members.get(id),
    byId: async (id) => members.get(id),
    async byNumber(number, ownNumber, at) {
      const known = byNumber.get(number);
      const existing = known && members.get(known);
      if (existing) return existing;
      const member: Member = {
        id: memberId(`m_${String(members.size + 1).padStart(32, "0")}`),
        consent: { state: "NEW", version: 1, changedAt: at, changedBy: "first-contact", saidAt: instant(0) },
        createdAt: at,
        introducedAt: undefined,
        helpedAt: undefined,
        ownNumber,
      };
      members.set(member.id, member);
      byNumber.set(number, member.id);
      return member;
    },
    async changeConsent(member, { state, changedBy, saidAt }, at) {
      const current = members.get(member.id);
      if (!current) throw new Error("no such member");
      if (current.consent.version !== member.consent.version) return current;
      const consent = next(current.consent, { state, changedBy, saidAt, changedAt: at });
      return change(member.id, { consent, ...(state === "OPTED_OUT" && { introducedAt: undefined }) });
    },
    async optOut(id, changedBy, reportedAt, at) {
      const current = members.get(id);
      if (!current || current.consent.state === "OPTED_OUT" || current.consent.saidAt >= reportedAt) return false;
      const optedOut = { state: "OPTED_OUT", changedBy, saidAt: reportedAt, changedAt: at } as const;
      change(id, { consent: next(current.consent, optedOut), introducedAt: undefined });
      return true;
    },
    async markIntroduced(member, at) {
      change(member.id, { introducedAt: at });
    },
    async markHelped(member, at) {
      change(member.id, { helpedAt: at });
    },
  };
}
