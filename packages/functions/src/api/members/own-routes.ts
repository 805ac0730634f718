import { checkInsFor, putDown } from "@jules/core/agenda";
import type { Preferences } from "@jules/core/preferences";
import { validPreferences } from "@jules/core/preferences";
import { type Forgotten, profileWithoutFact } from "@jules/core/profile";
import * as z from "zod/mini";
import { invalid, NOT_FOUND, type Route, route, withMember, withMemberOfNow } from "./route.ts";

const MOST_TEXTS = 100;
const USUAL_TEXTS = 50;

/** What every route says that shows something of a member's own. */
const REASON = { reason: "Why it is read, as the code of a case, e.g. ticket-4711; it stands in the log of calls." };

const time = z.optional(z.string("must be a time of day, HH:MM"));

/** The form alone; what may stand in it the preferences themselves know. */
const Wanted = z.strictObject({
  name: z.optional(z.string("must be a name")),
  tone: z.optional(z.enum(["gentle", "direct", "playful", "brief"], "must be gentle, direct, playful or brief")),
  emoji: z.optional(z.boolean("must be true or false")),
  avoid: z.optional(z.array(z.string(), "must be a list of topics")),
  checkInAt: time,
  checkInOn: z.optional(z.number("must be a day of the week, 0 to 6")),
  quietHours: z.optional(z.strictObject({ from: z.string(), to: z.string() }, "must have from and to")),
  language: z.optional(z.enum(["en", "es"], "must be en or es")),
  timeZone: z.optional(z.string("must be the name of a time zone")),
} satisfies Record<keyof Preferences, z.ZodMiniType>);

/** What is a member's own: how much they texted, what was said, what they want and what is remembered of them. */
export const OWN_ROUTES: readonly Route[] = [
  route(
    "GET /v1/members/{id}/statistics",
    "members.read",
    "How much passed between a member and Jules, and when; nothing of what.",
    undefined,
    (office, _, asked) =>
      withMember(office, asked, async ({ createdAt, contact, activity }) => {
        const { textsIn, textsOut, days } = activity;
        const { heardAt: lastSeenAt, sentAt: lastSentAt } = contact;
        return { status: 200, body: { textsIn, textsOut, days, firstSeenAt: createdAt, lastSeenAt, lastSentAt } };
      }),
  ),
  route(
    "GET /v1/members/{id}/history",
    "members.read-content",
    "The texts of a conversation, both sides, newest first. Not among them: fixed texts, and what was concluded from any.",
    undefined,
    (office, _, asked) =>
      withMemberOfNow(office, asked, async ({ id }) => {
        const { before, limit = String(USUAL_TEXTS) } = asked.query;
        const most = /^\d{1,3}$/.test(limit) ? Number(limit) : 0;
        if (most < 1 || most > MOST_TEXTS) return invalid({ limit: `must be a number from 1 to ${MOST_TEXTS}` });
        const page = await office.archive.page(id, before, most);
        if (!page) return invalid({ before: "must be what an earlier page gave" });
        const texts = page.texts.map(({ at, speaker, body, wasSaid }) => ({
          ...{ at, from: speaker, text: body },
          ...(!wasSaid && { wasSent: false }),
        }));
        return { status: 200, body: { texts, before: page.before ?? null } };
      }),
    {
      ...REASON,
      limit: `How many texts, at most ${MOST_TEXTS}; ${USUAL_TEXTS}, if not said.`,
      before: "Goes on where an earlier page ended, as that said.",
    },
  ),
  route(
    "GET /v1/members/{id}/preferences",
    "members.read-content",
    "How a member wants to be spoken to.",
    undefined,
    (office, _, asked) =>
      withMemberOfNow(office, asked, async ({ id }) => ({
        status: 200,
        body: (await office.profiles.of(id)).preferences,
      })),
    REASON,
  ),
  route(
    "PUT /v1/members/{id}/preferences",
    "members.write",
    "How a member wants to be spoken to from now on, all of it; what is not named is not preferred. Their regular check-in follows at once.",
    Wanted,
    (office, wanted, asked) =>
      withMemberOfNow(office, asked, async (member) => {
        const { id } = member;
        const preferences = validPreferences(wanted);
        if (!preferences) return invalid(wrongFields(wanted));
        const now = office.clock.now();
        const profile = await office.profiles.change(id, (before) => ({ ...before, preferences }), now);
        const reached = await office.conversations.addressOf(id);
        if (reached) await putDown(office.agenda, member, checkInsFor(profile, member, reached, now));
        return { status: 200, body: { result: "changed" } };
      }),
  ),
  route(
    "GET /v1/members/{id}/memory",
    "members.read-content",
    "What is remembered of a member: what is so, what was so, and a summary.",
    undefined,
    (office, _, asked) =>
      withMemberOfNow(office, asked, async ({ id }) => {
        const { facts, summary } = (await office.profiles.of(id)).memory;
        const shown = facts.map(({ source: _source, ...fact }) => fact);
        return { status: 200, body: { facts: shown, summary: summary ?? null } };
      }),
    REASON,
  ),
  route(
    "DELETE /v1/members/{id}/memory/{factId}",
    "members.write",
    "Deletes one thing that is remembered of a member, and the summary that it may stand in.",
    undefined,
    (office, _, asked) =>
      withMember(office, asked, async ({ id }) => {
        let gone: Forgotten | undefined;
        await office.profiles.change(
          id,
          (profile) => {
            gone = profileWithoutFact(profile, asked.path.factId ?? "");
            return gone?.profile;
          },
          office.clock.now(),
        );
        if (!gone) return NOT_FOUND;
        const { facts } = gone;
        const entries = (await office.agenda.of(id)).filter(({ about }) => facts.some(({ text }) => text === about));
        if (entries.length > 0)
          await office.agenda.remove(
            id,
            entries.map((entry) => entry.id),
          );
        return { status: 200, body: { result: "deleted" } };
      }),
  ),
];

/** Which of them Jules does not keep; all together they may be too many. */
function wrongFields(wanted: z.output<typeof Wanted>): Readonly<Record<string, string>> {
  const wrong = Object.entries(wanted).filter(([name, value]) => !validPreferences({ [name]: value }));
  return Object.fromEntries(wrong.map(([name]) => [name, "is nothing that Jules keeps as such"]));
}
