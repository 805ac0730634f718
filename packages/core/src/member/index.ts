export type { ConsentChanges, Lease, Member, MemberDirectory, MemberStore } from "./member.ts";
