import type { Decision, VerificationNews, VerificationStatus } from "@jules/core/age";
import { parseInstant } from "@jules/core/kernel";
import * as z from "zod/mini";

/**
 * What is read of a callback or an answer. Everything else may come and go (Veriff declares new properties and another
 * order to be compatible), and everything but the id and the status may be null or missing.
 */
const text = z.catch(z.optional(z.nullable(z.string())), undefined);
const number = z.catch(z.optional(z.nullable(z.number())), undefined);

const Verification = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(100)),
  status: z.string(),
  attemptId: text,
  vendorData: text,
  decisionTime: text,
  person: z.catch(z.optional(z.nullable(z.object({ dateOfBirth: text }))), undefined),
  additionalVerifiedData: z.catch(z.optional(z.nullable(z.object({ estimatedAge: number }))), undefined),
});

const DecisionBody = z.object({ verification: Verification });

/** The essential plan's envelope, in which every value is an object. */
const FullAutoBody = z.object({
  eventType: z.literal("fullauto"),
  sessionId: z.string().check(z.minLength(1), z.maxLength(100)),
  attemptId: text,
  vendorData: text,
  time: text,
  data: z.object({
    verification: z.object({
      decision: z.string(),
      person: z.catch(
        z.optional(
          z.nullable(z.object({ dateOfBirth: z.catch(z.optional(z.nullable(z.object({ value: text }))), undefined) })),
        ),
        undefined,
      ),
      additionalVerifiedData: z.catch(z.optional(z.nullable(z.object({ estimatedAge: number }))), undefined),
    }),
  }),
});

const EventBody = z.object({ id: z.string().check(z.minLength(1), z.maxLength(100)), action: z.string() });

const PendingBody = z.object({ verification: z.null() });

/** By the status, never by the code: Veriff's own documents disagree about what 9104 and 9121 mean. */
const STATUSES: Readonly<Record<string, VerificationStatus>> = {
  approved: "approved",
  declined: "declined",
  resubmission_requested: "resubmission",
  expired: "expired",
  abandoned: "abandoned",
  review: "review",
};

/**
 * What a callback says. A kind that we do not know is `unknown`, and is to be acknowledged like the others.
 * @param body parsed JSON.
 */
export function newsIn(body: unknown): VerificationNews {
  if (typeof body === "object" && body !== null && "eventType" in body) {
    const decision = fullAutoIn(body);
    return decision ? { kind: "decision", decision } : { kind: "unknown" };
  }
  const decision = decisionIn(body);
  if (decision) return { kind: "decision", decision };
  const event = EventBody.safeParse(body);
  if (!event.success || (typeof body === "object" && body !== null && "verification" in body)) {
    return { kind: "unknown" };
  }
  const { id: session, action } = event.data;
  const known = action === "started" || action === "submitted" ? action : "other";
  return { kind: "event", session, action: known };
}

/** The decision in a callback's body or in the answer about a session; undefined for anything else. */
export function decisionIn(body: unknown): Decision | undefined {
  const result = DecisionBody.safeParse(body);
  if (!result.success) return undefined;
  const { id, status, attemptId, vendorData, decisionTime, person, additionalVerifiedData } = result.data.verification;
  return {
    session: id,
    status: statusOf(status),
    ...common({ attemptId, vendorData, time: decisionTime }),
    dateOfBirth: filled(person?.dateOfBirth),
    estimatedAge: additionalVerifiedData?.estimatedAge ?? undefined,
  };
}

/** Whether an answer says that nothing is decided. */
export function isPending(body: unknown): boolean {
  return PendingBody.safeParse(body).success;
}

function fullAutoIn(body: unknown): Decision | undefined {
  const result = FullAutoBody.safeParse(body);
  if (!result.success) return undefined;
  const { sessionId, attemptId, vendorData, time, data } = result.data;
  const { decision, person, additionalVerifiedData } = data.verification;
  return {
    session: sessionId,
    status: statusOf(decision),
    ...common({ attemptId, vendorData, time }),
    dateOfBirth: filled(person?.dateOfBirth?.value),
    estimatedAge: additionalVerifiedData?.estimatedAge ?? undefined,
  };
}

type Given = string | null | undefined;

function common({ attemptId, vendorData, time }: { attemptId: Given; vendorData: Given; time: Given }) {
  return {
    attempt: filled(attemptId),
    reference: filled(vendorData),
    decidedAt: time ? parseInstant(time) : undefined,
  };
}

function filled(value: Given): string | undefined {
  return value ? value : undefined;
}

function statusOf(status: string): VerificationStatus {
  return Object.hasOwn(STATUSES, status) ? (STATUSES[status] ?? "other") : "other";
}
