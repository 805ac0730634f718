import { type Instant, instant, type MemberId } from "@jules/core/kernel";
import * as z from "zod/mini";
import { id, memberIn, metadata, moment, optionalReference } from "./fields.ts";

const TOLERANCE_SECONDS = 300;

const text = z.catch(z.optional(z.nullable(z.string().check(z.minLength(1), z.maxLength(255)))), undefined);

const EventBody = z.object({
  id,
  object: z.literal("event"),
  type: z.string().check(z.regex(/^[a-z0-9_.]{1,100}$/)),
  livemode: z.boolean(),
  created: moment,
  account: text,
  api_version: text,
  data: z.object({
    object: z.object({
      object: text,
      id: text,
      customer: z.catch(optionalReference, undefined),
      metadata,
    }),
  }),
});

const ThinBody = z.object({ object: z.literal("v2.core.event") });

/** A callback, as far as anything of it is used: what it is about is asked for anew. */
export type StripeEvent =
  | {
      readonly kind: "event";
      readonly id: string;
      readonly type: string;
      readonly livemode: boolean;
      /** Of a connected account; we have none. */
      readonly account: string | undefined;
      /** That of the endpoint, in whose shape the event is. */
      readonly apiVersion: string | undefined;
      readonly createdAt: Instant;
      readonly object: {
        /** In Stripe's words: `subscription`, `checkout.session`. */
        readonly kind: string | undefined;
        readonly id: string | undefined;
        readonly customer: string | undefined;
        /** Whose it is, as we wrote it. Of a customer who was deleted nobody tells it any more but the event. */
        readonly member: MemberId | undefined;
      };
    }
  /** Says only that something happened. We have no endpoint for these. */
  | { readonly kind: "thin" }
  /** Not signed, or not by Stripe, or not now. */
  | { readonly kind: "forged" }
  /** Stripe's, and yet no event. */
  | { readonly kind: "unreadable" };

/**
 * What a callback says, if exactly these bytes were signed with one of the secrets within five minutes of `now`, before or after:
 * the SDK by itself takes any time to come.
 * @param header `stripe-signature`.
 * @param secrets the present one and, during a rotation, the previous one. Blank ones sign nothing.
 */
export async function verifyStripeEvent(
  bytes: Uint8Array,
  header: string | undefined,
  secrets: readonly string[],
  now: Instant,
): Promise<StripeEvent> {
  const { default: Stripe } = await import("stripe");
  const { signature } = Stripe.webhooks;
  const receivedAtMs = Date.parse(now);
  const isSigned = secrets.some((secret) => {
    try {
      // What `constructEvent` does before it parses. A thin event makes it throw as well, and that must not look like a forgery.
      return signature?.verifyHeader(bytes, header ?? "", secret, TOLERANCE_SECONDS, undefined, receivedAtMs) === true;
    } catch {
      return false;
    }
  });
  const isToCome = signedAtSeconds(header ?? "") - Math.floor(receivedAtMs / 1_000) > TOLERANCE_SECONDS;
  return isSigned && !isToCome ? eventIn(bytes) : { kind: "forged" };
}

function eventIn(bytes: Uint8Array): StripeEvent {
  const body = parseJson(new TextDecoder().decode(bytes));
  if (ThinBody.safeParse(body).success) return { kind: "thin" };
  const result = EventBody.safeParse(body);
  if (!result.success) return { kind: "unreadable" };
  const { id, type, livemode, created, account, api_version, data } = result.data;
  const { object } = data;
  return {
    ...{ kind: "event", id, type, livemode, createdAt: instant(created) },
    ...{ account: account ?? undefined, apiVersion: api_version ?? undefined },
    object: {
      ...{ kind: object.object ?? undefined, id: object.id ?? undefined },
      ...{ customer: object.customer, member: memberIn(object.metadata) },
    },
  };
}

/** The time that the signature is over: where there is more than one, the SDK takes the last. */
function signedAtSeconds(header: string): number {
  const times = header
    .split(",")
    .flatMap((part) => (part.startsWith("t=") ? [Number.parseInt(part.slice(2), 10)] : []));
  return times.at(-1) ?? Number.NaN;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
