import type { JoiningKeys } from "@jules/core/joining";
import { FORM_LIFETIME_MS } from "@jules/core/joining";
import { type Instant, instantPlus, type PhoneNumber, phoneNumber } from "@jules/core/kernel";
import type { Language } from "@jules/core/safety";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as z from "zod/mini";

/** A number as people in our countries write it: with or without +1, with brackets, dots, dashes and spaces. */
export function numberIn(written: string): PhoneNumber | undefined {
  const plain = written.replace(/[\s().\u2010-\u2015-]/g, "");
  if (/^\+\d{7,15}$/.test(plain)) return phoneNumber(plain);
  if (/^1?[2-9]\d{9}$/.test(plain)) return phoneNumber(`+1${plain.slice(-10)}`);
  return undefined;
}

/** The six digits of a code, however they are grouped. */
export function codeIn(written: string): string | undefined {
  const digits = written.replace(/[\s-]/g, "");
  return /^\d{6}$/.test(digits) ? digits : undefined;
}

const BlankForm = z.object({ form: z.literal("join"), until: z.string() });
const CodeForm = z.object({ form: z.literal("code"), until: z.string(), number: z.string(), at: z.string() });

/** What a form is sent back with, so that only forms of ours are taken, and none that lay open for long. */
export function signedForm(keys: JoiningKeys, now: Instant): string {
  return keys.sign(JSON.stringify({ form: "join", until: instantPlus(now, FORM_LIFETIME_MS) }));
}

export function isOurs(keys: JoiningKeys, token: string, now: Instant): boolean {
  const blank = BlankForm.safeParse(opened(keys, token));
  return blank.success && now < blank.data.until;
}

/** The same for the form of a code: for which number, and which code. */
export function signedCodeForm(
  keys: JoiningKeys,
  { number, at }: { readonly number: PhoneNumber; readonly at: Instant },
): string {
  return keys.sign(JSON.stringify({ form: "code", until: instantPlus(at, FORM_LIFETIME_MS), number, at }));
}

export function codeFormIn(
  keys: JoiningKeys,
  token: string,
  now: Instant,
): { readonly number: PhoneNumber; readonly at: Instant } | undefined {
  const form = CodeForm.safeParse(opened(keys, token));
  if (!form.success || now >= form.data.until) return undefined;
  const number = phoneNumber(form.data.number);
  return number && { number, at: form.data.at as Instant };
}

function opened(keys: JoiningKeys, token: string): unknown {
  const value = keys.read(token);
  return value === undefined ? undefined : JSON.parse(value);
}

/** Whose address it is: of the newer kind, the part that a household has to itself. */
export function addressOf(event: APIGatewayProxyEventV2): string {
  const address = event.requestContext.http.sourceIp;
  return address.includes(":") ? address.split(":").slice(0, 4).join(":") : address;
}

/** What proves where something was agreed to, cut to what is kept of it. */
export function circumstancesOf(event: APIGatewayProxyEventV2, publicUrl: string, language: Language) {
  const userAgent = event.headers["user-agent"]?.slice(0, 500);
  return {
    url: `${publicUrl.replace(/\/+$/, "")}/join?lang=${language}`,
    ip: event.requestContext.http.sourceIp,
    ...(userAgent && { userAgent }),
  };
}
