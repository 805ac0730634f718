import type { Clock } from "../clock.ts";
import type { Answer } from "../http-server.ts";
import { refuseFields } from "./refusals.ts";
import { e164Pattern, type FieldError } from "./send-request.ts";

export interface MessageRecord {
  readonly messageId: string;
  readonly sourceTn: string;
  readonly destinationTn: string;
  readonly messageDirection: "INBOUND" | "OUTBOUND";
  readonly messageType: "sms" | "mms";
  readonly segmentCount: number;
  readonly messageLength: number;
  readonly receivedAt: number;
  messageStatus: string;
  errorCode: number;
}

const windowMs = 14 * 24 * 3_600_000;
const defaultLimit = 50;
const equalityFilters = ["messageId", "sourceTn", "destinationTn", "messageStatus", "messageDirection"] as const;
const numberFilters = ["sourceTn", "destinationTn"];
const timeFilters = ["fromDateTime", "toDateTime"];
const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** GET /users/{accountId}/messages: fourteen days of metadata, without text and without tag. */
export class MessageList {
  readonly #clock: Clock;
  readonly #accountId: string;
  readonly #records: MessageRecord[] = [];

  constructor(clock: Clock, accountId: string) {
    this.#clock = clock;
    this.#accountId = accountId;
  }

  add(record: MessageRecord): void {
    this.#records.push(record);
  }

  answer(query: URLSearchParams): Answer {
    const fieldErrors = invalidFilters(query);
    if (fieldErrors.length > 0) return refuseFields(fieldErrors);
    const found = this.#records.filter((record) => this.#matches(record, query));
    const limit = Number(query.get("limit") ?? defaultLimit);
    const messages = found.slice(0, limit).map((record) => this.#present(record));
    return { status: 200, body: { totalCount: found.length, pageInfo: {}, messages } };
  }

  #matches(record: MessageRecord, query: URLSearchParams): boolean {
    const from = Date.parse(query.get("fromDateTime") ?? "1970-01-01T00:00:00.000Z");
    const to = Date.parse(query.get("toDateTime") ?? "9999-01-01T00:00:00.000Z");
    return (
      record.receivedAt > this.#clock.now() - windowMs &&
      record.receivedAt >= from &&
      record.receivedAt <= to &&
      Number(query.get("errorCode") ?? record.errorCode) === record.errorCode &&
      equalityFilters.every((name) => (query.get(name) ?? record[name]) === record[name])
    );
  }

  #present({ receivedAt, ...record }: MessageRecord): unknown {
    return {
      ...record,
      accountId: this.#accountId,
      receiveTime: new Date(receivedAt).toISOString(),
      carrierName: "other",
      attachmentCount: null,
      recipientCount: null,
    };
  }
}

function invalidFilters(query: URLSearchParams): FieldError[] {
  const names = [...equalityFilters, ...timeFilters, "errorCode"].filter((name) => query.has(name));
  if (names.length === 0) return [{ fieldName: "query", description: "at least one filter must be given" }];
  return names.flatMap((fieldName) => {
    const value = query.get(fieldName) ?? "";
    if (numberFilters.includes(fieldName) && !e164Pattern.test(value)) {
      return [{ fieldName, description: "must be a telephone number whose + is escaped as %2B" }];
    }
    if (timeFilters.includes(fieldName) && !timePattern.test(value)) {
      return [{ fieldName, description: "must be a time with milliseconds" }];
    }
    return [];
  });
}
