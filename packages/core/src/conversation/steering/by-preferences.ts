import {
  agendaText,
  checkInsFor,
  isRegular,
  type LocalTime,
  localTimeOf,
  plan,
  putDown,
  zoneOf,
} from "../../agenda/index.ts";
import type { FixedText } from "../../disclosure/index.ts";
import type { Instant, PhoneNumber } from "../../kernel/index.ts";
import { type Asked, type AskedFor, preferenceLine, preferencesAsked, preferred } from "../../preferences/index.ts";
import type { Profile } from "../../profile/index.ts";
import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import { askingForYear, isPerhapsSomebodyElse, mayBeTextedFirst, mayTextFirst } from "./asking.ts";
import type { Steering } from "./steering.ts";

type Heard = AskedFor & { readonly from: PhoneNumber };

/**
 * Takes in how somebody wants to be spoken to, and says so in a line: written down before anything is said, so that whoever
 * answers next knows it. In a crisis nothing is a setting; nor while it is open whose number it is.
 */
export async function steerByPreferences(
  working: Working,
  care: Care,
  texts: readonly Said[],
): Promise<Steering | undefined> {
  const { mode, language } = care.toneOf(texts);
  if (mode !== "chat") return undefined;
  const heard = texts.flatMap(({ body, from }): readonly Heard[] => {
    const asked = preferencesAsked(body);
    return asked ? [{ ...asked, from }] : [];
  });
  if (heard.length === 0 || isPerhapsSomebodyElse(working)) return undefined;
  const isWhole = heard.length === texts.length && heard.every((one) => one.isWhole);
  const kept = await keep(working, heard);
  if (kept.lines.length === 0) return undefined;
  const speaks = kept.profile.preferences.language;
  if (heard.some(({ asked }) => asked.some(({ kind }) => kind === "language"))) care.speaks(speaks);
  const inWhich = speaks ?? (heard.some((one) => one.language === "es") ? "es" : language);
  const lines = kept.lines.map((line) => lineFor(working, line, kept.profile, inWhich));
  const words: FixedText = { code: "preferences", version: 1, body: [...new Set(lines)].join("\n") };
  const needsAge = kept.lines.some(({ asked }) => asked.kind === "check-in") && !mayBeTextedFirst(working);
  return { ...(isWhole ? { instead: words } : { before: words }), ...(needsAge && askingForYear(working, inWhich)) };
}

interface Line {
  readonly asked: Asked;
  readonly from: PhoneNumber;
  /** At another hour than they said, at which nobody may be texted first. */
  readonly isMoved: boolean;
}

/** Writes down what was asked for; asked again, with what somebody else wrote meanwhile, it comes to the same. */
async function keep(
  { turn, lease }: Working,
  heard: readonly Heard[],
): Promise<{ readonly profile: Profile; readonly lines: readonly Line[] }> {
  const { id } = lease.member;
  const now = turn.clock.now();
  let lines: Line[] = [];
  const profile = await turn.profiles.change(
    id,
    (before) => {
      lines = [];
      let { preferences } = before;
      for (const { asked, from } of heard) {
        for (const one of asked) {
          const wanted = withHour(one, before, from, now);
          const after = preferred(preferences, wanted);
          if (!after) continue;
          preferences = after;
          lines.push({ asked: wanted, from, isMoved: wanted !== one });
        }
      }
      return preferences === before.preferences ? undefined : { ...before, preferences };
    },
    now,
  );
  if (lines.some(({ asked: { kind } }) => CHANGES_CHECK_INS.has(kind)))
    await putDownFor({ turn, lease }, profile, lines);
  return { profile, lines };
}

/** A check-in at an hour at which nobody may be texted first is one at the nearest that suits. */
function withHour(asked: Asked, { preferences }: Profile, from: PhoneNumber, now: Instant): Asked {
  if (asked.kind !== "check-in" || !asked.at) return asked;
  const timeZone = zoneOf(preferences, from);
  const local = `${localTimeOf(now, timeZone).slice(0, "2026-11-26T".length)}${asked.at}`;
  const planned = plan(
    { local: local as LocalTime, every: "day", rest: "" },
    { now, timeZone, dayTime: asked.at, mayTextFirst: mayTextFirst(preferences, from) },
  );
  return planned.kind === "moved" && planned.every ? { ...asked, at: planned.every.at } : asked;
}

const CHANGES_CHECK_INS: ReadonlySet<Asked["kind"]> = new Set(["check-in", "no-check-in", "time-zone", "reset"]);

async function putDownFor(
  { turn, lease: { member } }: Pick<Working, "turn" | "lease">,
  profile: Profile,
  lines: readonly Line[],
) {
  const [line] = lines;
  if (!line) return;
  const language = profile.preferences.language ?? "en";
  const reached = { number: line.from, language };
  await putDown(turn.agenda, member, checkInsFor(profile, member, reached, turn.clock.now()));
}

function lineFor(working: Working, { asked, from, isMoved }: Line, profile: Profile, language: "en" | "es"): string {
  const { turn, lease } = working;
  const { member } = lease;
  if (asked.kind !== "check-in") return preferenceLine(asked, profile.preferences, language);
  if (!mayBeTextedFirst(working)) return agendaText({ kind: "needs-age" }, language);
  const [entry] = checkInsFor(profile, member, { number: from, language }, turn.clock.now()).filter(isRegular);
  if (!entry) return agendaText({ kind: "never" }, language);
  const timeZone = zoneOf(profile.preferences, from);
  const needsStart = member.consent.scope !== "recurring";
  return agendaText({ kind: "added", entry, timeZone, isMoved, needsStart }, language);
}
