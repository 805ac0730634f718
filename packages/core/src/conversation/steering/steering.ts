import { signOfAge } from "../../age/index.ts";
import type { FixedText } from "../../disclosure/index.ts";
import { asksWhatJulesIs } from "../../disclosure/index.ts";
import type { Instant } from "../../kernel/index.ts";
import type { OutboundKind } from "../../messaging/index.ts";
import { privacyRequest } from "../../privacy/index.ts";
import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import { steerByAge } from "./by-age.ts";
import { steerByIdentity } from "./by-identity.ts";
import { steerByPrivacy } from "./by-privacy.ts";
import { steerBySilence } from "./by-silence.ts";

/** What rules say in a turn: instead of asking the model, or around its words. Nothing at all in most turns. */
export interface Steering {
  /** Answers the texts; the model is not asked. */
  readonly instead?: FixedText | undefined;
  /** What kind of text that is; a reply, if not said. */
  readonly kind?: OutboundKind;
  /** Nothing is said, by nobody; the texts are closed for this reason. */
  readonly closes?: string;
  /** Lines of the reply before and after the model's words. */
  readonly before?: FixedText | undefined;
  readonly after?: FixedText | undefined;
  /** The model is told nothing of what was said before these texts. */
  readonly withoutHistory?: boolean;
  /** The model is told nothing of what was said before this moment. */
  readonly historySince?: Instant;
  /** What follows once the reply has begun to leave. Done again it does nothing more. */
  readonly afterwards?: (() => Promise<void>) | undefined;
}

/** Whether a rule has to look at a text before anything is said to it, so that it is not folded into an answer on its way. */
export function isSteered({ body }: Pick<Said, "body">): boolean {
  return privacyRequest(body) !== undefined || signOfAge(body) !== undefined || asksWhatJulesIs(body);
}

/**
 * Asks the rules what is to be said by rule to these texts: about their own data, their age, what Jules is, and after a long
 * silence. The first that answers instead of the model has the word.
 * @param texts as the turn has weighed them; not empty.
 * @throws Failure as the stores do.
 */
export async function steer(working: Working, care: Care, texts: readonly Said[]): Promise<Steering> {
  let steering: Steering = {};
  for (const rule of [steerByPrivacy, steerByAge, steerByIdentity, steerBySilence]) {
    steering = { ...steering, ...(await rule(working, care, texts)) };
    if (steering.instead || steering.closes) break;
  }
  // What was asked about their own data is answered all the same.
  if (steering.closes && steering.after) return { ...steering, instead: steering.after, after: undefined };
  return steering;
}
