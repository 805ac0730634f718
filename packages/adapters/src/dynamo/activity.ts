import type { Activity } from "@jules/core/member";
import type { MemberChanges } from "./transactions.ts";

/** What a write adds to what is counted of its member. */
export function counted(more: Partial<Activity>): MemberChanges {
  const names = (Object.keys(more) as (keyof Activity)[]).filter((name) => more[name]);
  return {
    add: names.map((name) => `${name} :${name}Added`),
    values: Object.fromEntries(names.map((name) => [`:${name}Added`, more[name]])),
  };
}

/** The same, in a write that changes what the model is told of the conversation. */
export function movedOn(more: Partial<Activity> = {}): MemberChanges {
  return counted({ ...more, conversationVersion: 1 });
}
