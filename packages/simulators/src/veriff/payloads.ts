export type DecisionStatus = "approved" | "declined" | "resubmission_requested" | "expired" | "abandoned" | "review";

/** By the vendor's table of 2025-06-19; its API reference has another meaning for 9121. */
const codes: Readonly<Record<DecisionStatus, number>> = {
  approved: 9001,
  declined: 9102,
  resubmission_requested: 9103,
  expired: 9104,
  abandoned: 9104,
  review: 9121,
};

/** What a decision is about: one attempt at one session. */
export interface Subject {
  readonly id: string;
  readonly attemptId: string | null;
  readonly vendorData: string | null;
  readonly endUserId: string | null;
}

export interface Found {
  readonly status: DecisionStatus;
  readonly reason?: string;
  readonly reasonCode?: number;
  /** Absent when no document was looked at. */
  readonly document?: { readonly dateOfBirth: string | null };
  readonly estimatedAge?: number;
}

export type Payload = Readonly<Record<string, unknown>>;

/** A decision, as the webhook has it and as it is read by the session's id. */
export function decisionPayload(
  { id, attemptId, vendorData, endUserId }: Subject,
  { status, reason, reasonCode, document, estimatedAge }: Found,
  acceptedAt: number,
  now: number,
): Payload {
  return {
    status: "success",
    verification: {
      id,
      attemptId,
      code: codes[status],
      person: document ? personBorn(document.dateOfBirth) : null,
      reason: reason ?? null,
      status,
      comments: [],
      document: document
        ? {
            type: "DRIVERS_LICENSE",
            number: "S1234567",
            country: "US",
            state: "CA",
            validFrom: null,
            validUntil: "2029-04-12",
          }
        : null,
      endUserId,
      reasonCode: reasonCode ?? null,
      vendorData,
      decisionTime: new Date(now).toISOString(),
      acceptanceTime: new Date(acceptedAt).toISOString(),
      additionalVerifiedData: estimatedAge === undefined ? {} : { estimatedAge, estimatedGender: 0.613 },
    },
    technicalData: { ip: "203.0.113.7" },
  };
}

function personBorn(dateOfBirth: string | null): Payload {
  return {
    gender: null,
    idNumber: null,
    lastName: "SAMPLE",
    firstName: "ROBIN",
    citizenship: null,
    dateOfBirth,
    nationality: null,
    yearOfBirth: dateOfBirth?.slice(0, 4) ?? null,
    placeOfBirth: null,
    pepSanctionMatch: null,
  };
}

/** The same decision in the envelope of the Full Auto plan, which tells where each value was read. */
export function fullAutoPayload(subject: Subject, found: Found, acceptedAt: number, now: number): Payload {
  const { id, attemptId, vendorData, endUserId } = subject;
  const read = (value: string) => ({ confidenceCategory: "high", value, sources: ["VIZ", "BARCODE"] });
  const dateOfBirth = found.document?.dateOfBirth;
  return {
    status: "success",
    eventType: "fullauto",
    sessionId: id,
    attemptId,
    vendorData,
    endUserId,
    version: "1.0.0",
    acceptanceTime: new Date(acceptedAt).toISOString(),
    time: new Date(now).toISOString(),
    data: {
      verification: {
        decisionScore: found.status === "approved" ? 0.98 : 0.2,
        decision: found.status,
        person: dateOfBirth ? { dateOfBirth: read(dateOfBirth) } : null,
        document: found.document ? { type: read("DRIVERS_LICENSE") } : null,
        insights: null,
      },
    },
  };
}

/** What happens on the hosted page. */
export function eventPayload(
  { id, attemptId, vendorData, endUserId }: Subject,
  action: "started" | "submitted",
): Payload {
  return { id, attemptId, feature: "selfid", code: action === "started" ? 7001 : 7002, action, vendorData, endUserId };
}

/**
 * The payload's bytes in a form that a parser takes and a second serializer does not reproduce: keys in another order,
 * line breaks, an escape, and names outside ASCII.
 */
export function inOddForm(payload: Payload): string {
  const named = JSON.parse(JSON.stringify(payload), (key, value: unknown) =>
    value === "ROBIN" && key === "firstName" ? "Zoë" : value === "SAMPLE" && key === "lastName" ? "Núñez Łuk" : value,
  ) as unknown;
  return JSON.stringify(backwards(named), null, 1).replace("Ł", "\\u0141");
}

function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, backwards(inner)]),
  );
}
