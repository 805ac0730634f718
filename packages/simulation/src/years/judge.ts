import type { AgeState } from "@jules/core/age";
import type { Accepted, Lived } from "./live.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What the law asks for, not what Jules aims at. */
const LONGEST_ADULT_MS = 180 * MINUTE_MS;
const LONGEST_ANYBODY_MS = 60 * MINUTE_MS;
const SILENCE_MS = 60 * MINUTE_MS;
const CONFIRMATION_MS = 5 * MINUTE_MS;
const MOST_FIRST_IN_A_DAY = 3;
/** A carrier takes a text within this after it was handed over. */
const GRACE_MS = 10_000;

/** What a text is, told from its words alone. */
type Sort = "companion" | "introduction" | "reminder" | "periodic" | "follow-up" | "control" | "crisis";

const SAYS_SO = [
  /not communicating with a human[\s\S]*artificially generated|artificially generated[\s\S]*not communicating with a human/,
  /no (?:te comunicas|hablas) con un humano[\s\S]*generad[oa] artificialmente|generado artificialmente[\s\S]*no te comunicas con un humano/i,
];
const isDisclosure = ({ body }: Accepted) => SAYS_SO.some((words) => words.test(body));

/** How the fixed texts begin that are none of a companion. */
const CONTROL =
  /^Jules(?:: you're unsub|: te diste de baja|: do you want to keep|: \u00BFquieres seguir| AI companion: (?:resub|reply YES)| AI companion help|, compa\u00F1era de IA(?:\. Ayuda|: (?:textos recurrentes de IA otra vez|responde SI)))/;
const WELCOME = /^Jules(?: AI companion: recurring|, compa\u00F1era de IA: textos recurrentes de IA activados)/;
/** With nothing behind it, which would be a companion's words. */
const INTRODUCES = /^(?:You're texting Jules|Le escribes a Jules)[^\n]*$/;
const PERIODIC = /^(?:Jules here, your AI companion|Jules, tu compa\u00F1era de IA:)/;
const REMINDS = /^(?:Reminder|Recordatorio):[^\n]*$/;
const FOLLOW_UP = /the hello you asked for|el saludo que me pediste/;

function sortOf({ body, isUrgent }: Accepted): Sort {
  if (isUrgent) return "crisis";
  if (CONTROL.test(body)) return "control";
  if (WELCOME.test(body) || INTRODUCES.test(body)) return "introduction";
  if (PERIODIC.test(body)) return "periodic";
  if (REMINDS.test(body)) return "reminder";
  return FOLLOW_UP.test(body) ? "follow-up" : "companion";
}

interface Sorted extends Accepted {
  readonly sort: Sort;
}

export interface Verdict {
  readonly violations: readonly string[];
  readonly texts: Readonly<Record<Sort | "disclosures", number>>;
}

/** Looks at a year from the carrier's side alone: what it took, when, and where the member lives. */
export function judge({ plan, accepted, done }: Lived): Verdict {
  const violations: string[] = [];
  const texts = accepted
    .map((text): Sorted => ({ ...text, sort: sortOf(text) }))
    .sort((one, other) => one.at - other.at);
  const violated = (rule: string, { at, body }: Accepted) =>
    void violations.push(`year ${plan.seed}: ${rule} at ${new Date(at).toISOString()}: ${body.slice(0, 60)}`);

  const ages = done.filter((each) => each.kind === "age");
  const isVerified = (at: number) => {
    const states: AgeState[] = ages.filter((age) => age.at <= at).map((age) => age.state);
    return states.at(-1) === "VERIFIED_ADULT";
  };
  const silences = silencesOf(done);
  const holds = holdsOf(done);

  let disclosedAt = Number.NEGATIVE_INFINITY;
  let spokenAt = Number.NEGATIVE_INFINITY;
  let remindedAt = Number.NEGATIVE_INFINITY;
  let periodicAt = Number.NEGATIVE_INFINITY;
  const begun: number[] = [];
  const hasFailed = (text: Accepted, at: number) => text.failedAt !== undefined && text.failedAt < at;
  for (const [nth, text] of texts.entries()) {
    const { at, sort } = text;
    // A disclosure that did not arrive was none, as soon as that is known.
    const told = texts.slice(0, nth).findLast((before) => isDisclosure(before) && !hasFailed(before, at));
    disclosedAt = isDisclosure(text) ? at : (told?.at ?? Number.NEGATIVE_INFINITY);
    if (sort === "companion" || sort === "follow-up") {
      const longest = isVerified(at) ? LONGEST_ADULT_MS : LONGEST_ANYBODY_MS;
      if (at - disclosedAt >= longest) violated("I1", text);
      if (at - spokenAt >= SILENCE_MS && !isDisclosure(text)) violated("I2", text);
    }
    if (sort === "companion" || sort === "follow-up" || sort === "introduction") spokenAt = at;
    const isSilenced = silences.some(({ from, to }) => from < at && at < to);
    const isAllowed = sort === "control" || (sort === "introduction" && !isDisclosure(text));
    if (isSilenced && !isAllowed) violated("I3", text);
    if (sort === "control" && /unsubscribed|de baja/.test(text.body)) {
      if (!silences.some(({ said }) => at - said >= 0 && at - said < CONFIRMATION_MS + GRACE_MS))
        violated("STOP", text);
    }
    if (sort === "reminder") {
      if (at - remindedAt < 50 * MINUTE_MS) violated("twice for one moment", text);
      if (at - spokenAt >= 30 * MINUTE_MS) violated("a reminder in no conversation", text);
      remindedAt = at;
    }
    if (sort !== "periodic" && sort !== "follow-up") continue;
    if (plan.zones.some((zone) => !isDaytime(zone, at))) violated("quiet hours", text);
    if (holds.some(({ from, to }) => from < at && at < to)) violated("first in a hold", text);
    begun.push(at);
    if (begun.filter((before) => before > at - 24 * HOUR_MS).length > MOST_FIRST_IN_A_DAY) violated("cap", text);
    if (sort === "periodic") {
      if (at - periodicAt < 20 * 24 * HOUR_MS) violated("two in a month", text);
      periodicAt = at;
    }
  }
  const counts = Object.groupBy(texts, ({ sort }) => sort);
  const count = (sort: Sort) => counts[sort]?.length ?? 0;
  return {
    violations,
    texts: {
      ...{ companion: count("companion"), introduction: count("introduction"), reminder: count("reminder") },
      ...{ periodic: count("periodic"), "follow-up": count("follow-up"), control: count("control") },
      ...{ crisis: count("crisis"), disclosures: texts.filter(isDisclosure).length },
    },
  };
}

/** From when a STOP was obeyed to when a START was said. */
function silencesOf(done: Lived["done"]): readonly { said: number; from: number; to: number }[] {
  const texts = done.filter((each) => each.kind === "text");
  const isWord = (body: string, words: readonly string[]) => words.includes(body.toLowerCase());
  return texts
    .filter(({ body }) => isWord(body, ["stop"]))
    .map(({ at, until }) => ({
      said: at,
      from: until,
      to:
        texts.find((later) => later.at > at && isWord(later.body, ["start", "unstop"]))?.at ?? Number.POSITIVE_INFINITY,
    }));
}

/** A day at least after a danger was heard. */
function holdsOf(done: Lived["done"]): readonly { from: number; to: number }[] {
  return done
    .filter((each) => each.kind === "text" && each.body.startsWith("[high]"))
    .map(({ at }) => ({ from: at, to: at + 24 * HOUR_MS }));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function isDaytime(timeZone: string, at: number): boolean {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
    formats.set(timeZone, format);
  }
  const time = format.format(at);
  return time >= "08:00" && time < "20:00";
}
