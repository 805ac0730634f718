import type { FixedText } from "../../disclosure/index.ts";
import type { Instant } from "../../kernel/index.ts";
import type { OutboundKind } from "../../messaging/index.ts";

/** What rules say in a turn: instead of asking the model, or around its words. Nothing at all in most turns. */
export interface Steering {
  /** Answers the texts; the model is not asked. */
  readonly instead?: FixedText | undefined;
  /** What kind of text that is; a reply, if not said. */
  readonly kind?: OutboundKind;
  /** Nothing is said, by nobody; the texts are closed for this reason. */
  readonly closes?: string | undefined;
  /** Lines of the reply before and after the model's words; none of them where a crisis came to light meanwhile. */
  readonly before?: FixedText | undefined;
  readonly after?: FixedText | undefined;
  /** The question that the reply ends with, in calm as they are. A reply asks one. */
  readonly asks?: Question | undefined;
  /** Addresses of attachments that go with `instead` or `after`, as an MMS. */
  readonly media?: readonly string[];
  /** The same after them, in a crisis too: what was asked for by name. */
  readonly alwaysAfter?: FixedText | undefined;
  /** The model is told nothing of what was said before these texts. */
  readonly withoutHistory?: boolean;
  /** The model is told nothing of what was said before this moment. */
  readonly historySince?: Instant;
  /** What follows once the reply with all its lines has begun to leave. Done again it does nothing more. */
  readonly afterwards?: (() => Promise<void>) | undefined;
}

interface Question {
  readonly text: FixedText;
  /** It is put in the place of one that an earlier rule would ask. */
  readonly goesFirst?: true;
  /** What follows once it has begun to leave, and only then. */
  readonly afterwards?: () => Promise<void>;
}
