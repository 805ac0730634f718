import { type Entry, fitnessOf, localTimeOf, reminderText } from "../agenda/index.ts";
import { type Assessment, guardReply } from "../crisis/index.ts";
import { Failure, type Instant } from "../kernel/index.ts";
import { compose } from "../messaging/index.ts";
import { guardModelText } from "../moderation/index.ts";
import { notesOf, prompt, type ReplyModel } from "../persona/index.ts";
import type { Profile } from "../profile/index.ts";

const QUESTION_MS = 8_000;
/** Two segments of English, and one line on a lock screen. */
const LONGEST_CHARACTERS = 300;

/** What is asked where no model has words that may leave: nothing of what somebody told of stands on a lock screen. */
const FIXED = {
  en: {
    regular: "Checking in, as you asked. How are you doing today?",
    fact: "Just saying hi. How are things going today?",
  },
  es: {
    regular: "Te escribo, como me pediste. \u00BFC\u00F3mo est\u00E1s hoy?",
    fact: "Paso a saludar. \u00BFC\u00F3mo va todo hoy?",
  },
} as const;

/** What a text that we begin never does, whoever wrote it: plead, show guilt, ask for attention (Wash. HB 2225, Ore. SB 1546). */
const PLEADS =
  /\b(?:miss(?:ed|ing)? (?:you|u|our|talking|chatting|hearing)|haven'?t heard from you|been (?:a while|so long|waiting|thinking)|where (?:have you been|did you go)|why (?:haven'?t|didn'?t) you|forg[eo]t(?:ten)? (?:about )?me|lonely|without you|don'?t (?:leave|go|forget me)|need you|waiting for you|worried about you|still there|come back|te extra\u00F1|te echo de menos|me haces falta|d\u00F3nde (?:estabas|has estado)|por qu\u00E9 no (?:me )?(?:escrib|respond|contest)|te olvidaste de m\u00ED|sin ti|te necesito|te estaba esperando|estoy sola|vuelve)/i;

/**
 * The words of a check-in: the model's, where they may leave, and one question of ours where it has none. Its reason goes to
 * the model as data.
 */
export async function checkInWords(
  { model }: { readonly model: ReplyModel },
  entry: Entry,
  profile: Profile,
  language: "en" | "es",
  at: Instant,
): Promise<string> {
  const fixed = FIXED[language][entry.about === "" ? "regular" : "fact"];
  try {
    const asked = prompt([{ speaker: "member", body: guidance(entry, language, at) }], "chat", notesOf(profile, at));
    const outcome = await model.reply(asked, { timeoutMs: QUESTION_MS, again: false });
    if (outcome.kind !== "answered") return fixed;
    const body = compose(outcome.body);
    return mayLeave(body) ? body : fixed;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return fixed;
  }
}

/** One question, short, and nothing that a reply may not be either. */
function mayLeave(body: string): boolean {
  const questions = body.split("?").length - 1;
  if (body === "" || body.length > LONGEST_CHARACTERS || questions !== 1 || PLEADS.test(body)) return false;
  // Nobody knows how they are when it comes, so that more is held back, as in a crisis.
  return guardModelText(body) === undefined && guardReply(body, "crisis") === undefined;
}

/** How a text is begun. It stands where the member's words stand, and says so; what they told of is fenced. */
function guidance({ about, every }: Entry, language: "en" | "es", at: Instant): string {
  const reason = about === "" ? "They asked you to check in at this time." : about.replace(/[<>]/g, " ");
  const hour = every ? ` It is ${localTimeOf(at, every.timeZone).slice(-"09:00".length)} where they live.` : "";
  return `(This is not from them: they have written nothing. They agreed that you check in, and you begin.${hour})
Write one text in ${language === "es" ? "Spanish" : "English"}, under 200 characters, that asks one open question about the reason below. Be glad, not needy: never say that you missed them, waited or worried, never ask why they were silent, never plead, flatter or hint that they owe an answer. Their phone may lie open: leave out what others should not read, such as health, money, sex or trouble with the law.
<reason>
${reason}
</reason>`;
}

/**
 * A reminder as it leaves; only that there is one, where what it is about may not.
 * @returns undefined for a plan to do harm, however it got onto the agenda: it is not said back at its hour.
 */
export async function reminderWords(
  { assess }: { readonly assess: (words: string) => Promise<Assessment> },
  { about, language: askedIn }: Entry,
  language: "en" | "es",
): Promise<string | undefined> {
  if ((await fitnessOf(about, askedIn, assess)).kind === "unfit") return undefined;
  const body = compose(reminderText(about, language));
  return guardReply(body) === undefined ? body : reminderText("", language);
}
