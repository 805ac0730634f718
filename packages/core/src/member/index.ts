export type { ConsentChanges, Member, MemberDirectory, MemberStore } from "./member.ts";
