import { signOfAge } from "../../age/index.ts";
import { agendaAsked } from "../../agenda/index.ts";
import { billingAsked } from "../../billing/asking/index.ts";
import { asksForContactCard } from "../../contact-card/index.ts";
import { asksWhatJulesIs, type FixedText } from "../../disclosure/index.ts";
import { memoryRequest } from "../../memory/index.ts";
import { preferencesAsked } from "../../preferences/index.ts";
import { privacyRequest } from "../../privacy/index.ts";
import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import { steerByAge } from "./by-age.ts";
import { steerByAgenda } from "./by-agenda.ts";
import { steerByBilling } from "./by-billing.ts";
import { steerByContactCard } from "./by-contact-card.ts";
import { steerByIdentity } from "./by-identity.ts";
import { steerByMemory } from "./by-memory.ts";
import { steerByPreferences } from "./by-preferences.ts";
import { steerByPrivacy } from "./by-privacy.ts";
import { steerByQuotas } from "./by-quotas.ts";
import { steerBySilence } from "./by-silence.ts";
import type { Steering } from "./steering.ts";

/** Whether a rule has to look at a text before anything is said to it, so that it is not folded into an answer on its way. */
export function isSteered({ body }: Pick<Said, "body">): boolean {
  return (
    privacyRequest(body) !== undefined ||
    billingAsked(body) !== undefined ||
    memoryRequest(body) !== undefined ||
    signOfAge(body) !== undefined ||
    asksWhatJulesIs(body) ||
    preferencesAsked(body) !== undefined ||
    agendaAsked(body) !== undefined ||
    asksForContactCard(body)
  );
}

/** In the order in which they have the word: what the law gives before what we limit, and that before what we offer. */
const BEFORE_IDENTITY = [steerByPrivacy, steerByBilling, steerByAge];
const AFTER_IDENTITY = [
  steerBySilence,
  steerByQuotas,
  steerByMemory,
  steerByPreferences,
  steerByAgenda,
  steerByContactCard,
];

type Rule = (typeof BEFORE_IDENTITY | typeof AFTER_IDENTITY)[number];

/**
 * Asks the rules what is to be said by rule to these texts: about their own data, what they pay, their age, what Jules is, and
 * after a long silence. The first that answers instead of the model has the word; that Jules is an AI is said to who asks, whatever else is.
 * @param texts as the turn has weighed them; not empty.
 * @throws Failure as the stores do.
 */
export async function steer(working: Working, care: Care, texts: readonly Said[]): Promise<Steering> {
  const by = async (rules: readonly Rule[], given: Steering) => {
    let steering = given;
    for (const rule of rules) {
      if (isSettled(steering)) break;
      steering = both(steering, (await rule(working, care, texts)) ?? {});
    }
    return steering;
  };
  const first = await by(BEFORE_IDENTITY, {});
  const second = both(first, (await steerByIdentity(working, care, texts)) ?? {});
  return answering(await by(AFTER_IDENTITY, second));
}

function isSettled({ instead, closes }: Steering): boolean {
  return instead !== undefined || closes !== undefined;
}

/** What was asked about their own data, or what Jules is, is answered also where nothing else is. */
function answering(steering: Steering): Steering {
  const { closes, instead, before, alwaysAfter } = steering;
  const owed = before ?? alwaysAfter;
  if (closes === undefined || instead || !owed) return steering;
  return { ...steering, instead: owed, before: undefined, ...(!before && { alwaysAfter: undefined }) };
}

/**
 * What two rules say, the first of them first: each its own lines, and neither at the other's cost. A reply asks one question;
 * what was to follow the other does not.
 */
export function both(one: Steering, other: Steering): Steering {
  const isSecond = one.instead !== undefined && other.instead !== undefined;
  const media = [...(one.media ?? []), ...(other.media ?? [])];
  return {
    ...one,
    ...other,
    // What answers by itself is a line before what answered already.
    instead: one.instead ?? other.instead,
    before: joined(one.before, other.before, isSecond ? other.instead : undefined),
    after: joined(one.after, other.after),
    alwaysAfter: joined(one.alwaysAfter, other.alwaysAfter),
    asks: one.asks && !other.asks?.goesFirst ? one.asks : (other.asks ?? one.asks),
    ...(media.length > 0 && { media }),
    afterwards: inTurn(one.afterwards, other.afterwards),
  };
}

/** Fixed texts as one; a line that two of them have is said once. */
function joined(...texts: readonly (FixedText | undefined)[]): FixedText | undefined {
  const said = texts.filter((text) => text !== undefined);
  const [only] = said;
  if (said.length <= 1) return only;
  return {
    code: said.map(({ code }) => code).join("+"),
    version: 1,
    body: [...new Set(said.flatMap(({ body }) => body.split("\n")))].join("\n"),
  };
}

/** What is to be done, one after the other. */
export function inTurn(...deeds: readonly Steering["afterwards"][]): Steering["afterwards"] {
  const due = deeds.filter((deed) => deed !== undefined);
  if (due.length <= 1) return due[0];
  return async () => {
    for (const deed of due) await deed();
  };
}
