import { type Answer, isRecord, parseJson, type ReceivedRequest } from "../http-server.ts";
import { parseOutcome } from "./outcomes.ts";
import type { Session, Sessions } from "./sessions.ts";
import type { Webhooks } from "./webhooks.ts";

const sessionPattern = /^\/simulator\/sessions\/([^/]+)\/(outcome|replay)$/;

/** A session as it is told to tests. Deleted ones are still known. */
export interface KnownSession {
  readonly id: string;
  readonly url: string;
  readonly status: string;
  readonly callback: string | null;
  readonly vendorData: string | null;
  readonly endUserId: string | null;
  readonly decisions: number;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly deletedAt: string | null;
}

/**
 * What another process can do beyond the script: GET /simulator/sessions, POST /simulator/sessions/<id>/outcome as the
 * hosted page does it, POST /simulator/sessions/<id>/replay of an earlier decision, and POST /simulator/webhooks of any
 * payload, signed. Undefined for any other path.
 */
export async function answerSideDoor(
  request: ReceivedRequest,
  sessions: Sessions,
  webhooks: Webhooks,
  host: () => string,
): Promise<Answer | undefined> {
  const { method, url, body } = request;
  if (`${method} ${url.pathname}` === "GET /simulator/sessions") {
    return { status: 200, body: sessions.all.map((session) => known(session, host())) };
  }
  const given = parseJson(body);
  if (`${method} ${url.pathname}` === "POST /simulator/webhooks") {
    if (!isRecord(given) || !isRecord(given.payload))
      return { status: 400, body: { description: "payload is missing" } };
    const kind = given.webhook === "event" ? "event" : "decision";
    await webhooks.post(kind, typeof given.session === "string" ? given.session : "", given.payload);
    return { status: 204 };
  }
  const [, id, action] = sessionPattern.exec(url.pathname) ?? [];
  if (method !== "POST" || id === undefined) return undefined;
  const session = sessions.all.find((each) => each.id === id);
  if (!session) return { status: 404 };
  if (action === "replay") {
    const index = isRecord(given) && typeof given.decision === "number" ? given.decision : 0;
    return { status: sessions.replay(session, index) ? 204 : 409 };
  }
  const outcome = parseOutcome(given);
  if (!outcome) return { status: 400, body: { description: "unknown outcome" } };
  return { status: session.deletedAt === null && sessions.end(session, outcome) ? 204 : 409 };
}

export function known(session: Session, host: string): KnownSession {
  const { id, token, status, callback, vendorData, endUserId, decisions, createdAt, deletedAt } = session;
  return {
    ...{ id, url: `${host}/v/${token}`, status, callback, vendorData, endUserId, decisions: decisions.length },
    createdAt: new Date(createdAt).toISOString(),
    deletedAt: deletedAt === null ? null : new Date(deletedAt).toISOString(),
  };
}
