import { isRecord } from "../http-server.ts";

/** A send that the API accepts: POST /users/{accountId}/messages. */
export interface SendRequest {
  readonly applicationId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
  readonly media: readonly string[];
  readonly tag?: string;
  readonly priority?: string;
  readonly expiration?: string;
}

export interface FieldError {
  readonly fieldName: string;
  readonly description: string;
}

export const e164Pattern = /^\+[1-9]\d{6,14}$/;
const senderIdPattern = /^[A-Za-z0-9 ]{1,11}$/;
const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const limits = { recipients: 10, textCharacters: 2048, media: 10, mediaUrlCharacters: 4096, tagCharacters: 1024 };

/** The send a body asks for, or every field that is wrong with it. */
export function parseSendRequest(
  body: unknown,
  applicationId: string,
  now: number,
): { readonly request: SendRequest } | { readonly fieldErrors: readonly FieldError[] } {
  const fields = isRecord(body) ? body : {};
  const fieldErrors: FieldError[] = [];
  const check = (holds: boolean, fieldName: string, description: string): void => {
    if (!holds) fieldErrors.push({ fieldName, description });
  };
  const { from, text = "", media = [], tag, priority, expiration } = fields;
  const to = typeof fields.to === "string" ? [fields.to] : fields.to;

  check(fields.applicationId === applicationId, "applicationId", "must be an application of this account");
  check(isText(from) && (e164Pattern.test(from) || senderIdPattern.test(from)), "from", "must be a valid sender");
  if (isTextArray(to) && to.length > 0) {
    check(to.length <= limits.recipients, "to", `must not have more than ${limits.recipients} entries`);
    check(new Set(to).size === to.length, "to", "must not contain duplicates");
    for (const number of to.filter((number) => !e164Pattern.test(number))) {
      check(false, "to", `'${number}' must be replaced with a valid E164 formatted telephone number`);
    }
  } else {
    check(false, "to", "must be an array of telephone numbers");
  }
  check(
    isText(text) && text.length <= limits.textCharacters,
    "text",
    `must not be longer than ${limits.textCharacters} characters`,
  );
  check(
    isTextArray(media) &&
      media.length <= limits.media &&
      media.every((url) => URL.canParse(url) && url.length <= limits.mediaUrlCharacters),
    "media",
    `must be at most ${limits.media} URLs of at most ${limits.mediaUrlCharacters} characters`,
  );
  check(Boolean(text) || (Array.isArray(media) && media.length > 0), "text", "must be given when there is no media");
  check(
    tag === undefined || (isText(tag) && tag.length <= limits.tagCharacters),
    "tag",
    `must not be longer than ${limits.tagCharacters} characters`,
  );
  check(
    [undefined, "default", "high"].some((allowed) => allowed === priority),
    "priority",
    "must be default or high",
  );
  check(
    expiration === undefined || (isText(expiration) && timePattern.test(expiration) && Date.parse(expiration) > now),
    "expiration",
    "must be a time in the future, as in RFC 3339",
  );

  if (fieldErrors.length > 0 || !isText(from) || !isTextArray(to) || !isText(text) || !isTextArray(media)) {
    return { fieldErrors };
  }
  const optional = {
    ...(isText(tag) && { tag }),
    ...(isText(priority) && { priority }),
    ...(isText(expiration) && { expiration }),
  };
  return { request: { applicationId, from, to, text, media, ...optional } };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTextArray(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}
