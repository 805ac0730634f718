import { signOfAge } from "../../age/index.ts";
import { agendaAsked } from "../../agenda/index.ts";
import { asksForContactCard } from "../../contact-card/index.ts";
import { asksWhatJulesIs } from "../../disclosure/index.ts";
import { memoryRequest } from "../../memory/index.ts";
import { preferencesAsked } from "../../preferences/index.ts";
import { privacyRequest } from "../../privacy/index.ts";
import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import { steerByAge } from "./by-age.ts";
import { steerByAgenda } from "./by-agenda.ts";
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
    memoryRequest(body) !== undefined ||
    signOfAge(body) !== undefined ||
    asksWhatJulesIs(body) ||
    preferencesAsked(body) !== undefined ||
    agendaAsked(body) !== undefined ||
    asksForContactCard(body)
  );
}

/** In the order in which they have the word: what the law gives before what we limit, and that before what we offer. */
const RULES = [
  steerByPrivacy,
  steerByAge,
  steerByIdentity,
  steerBySilence,
  steerByQuotas,
  steerByMemory,
  steerByPreferences,
  steerByAgenda,
  steerByContactCard,
];

/**
 * Asks the rules what is to be said by rule to these texts: about their own data, their age, what Jules is, and after a long
 * silence. The first that answers instead of the model has the word.
 * @param texts as the turn has weighed them; not empty.
 * @throws Failure as the stores do.
 */
export async function steer(working: Working, care: Care, texts: readonly Said[]): Promise<Steering> {
  let steering: Steering = {};
  for (const rule of RULES) {
    steering = both(steering, (await rule(working, care, texts)) ?? {});
    if (steering.instead || steering.closes) break;
  }
  // What was asked about their own data, or what Jules is, is answered all the same.
  const { closes, before, alwaysAfter } = steering;
  const owed = before ?? alwaysAfter;
  if (!closes || !owed) return steering;
  return { ...steering, instead: owed, before: undefined, ...(!before && { alwaysAfter: undefined }) };
}

/** What two rules say: each its own, and neither at the other's cost. A reply asks one question, the first. */
function both(one: Steering, other: Steering): Steering {
  const { after, afterwards } = one;
  if (after && other.after) return { ...other, ...one };
  const first = afterwards;
  const second = other.afterwards;
  return {
    ...one,
    ...other,
    ...(first &&
      second && {
        async afterwards() {
          await first();
          await second();
        },
      }),
  };
}
