import { Failure, type PhoneNumber, phoneNumber } from "@jules/core/kernel";
import * as z from "zod/mini";

export const text = z.string().check(z.minLength(1));

export const url = z.url();

/** What a reporter needs; a stage without Sentry goes without. */
export const reporting = { STAGE: text, SENTRY_DSN: z.optional(url) };

/** The estimated age, in years, that counts as an adult's: never below the age that has to be proved. */
export const passMark = z.pipe(
  text,
  z.transform((value, context) => {
    const years = Number(value);
    if (Number.isInteger(years) && years >= 18 && years <= 99) return years;
    context.issues.push({ code: "custom", message: "must be a number of years from 18 on", input: value });
    return z.NEVER;
  }),
);

/** Our own numbers, separated by commas. */
export const ownNumbers = z.pipe(
  text,
  z.transform((value, context) => {
    const numbers = value.split(",").map((number) => phoneNumber(number.trim()));
    if (numbers.every((number): number is PhoneNumber => number !== undefined)) return numbers;
    context.issues.push({ code: "custom", message: "must be numbers in E.164, separated by commas", input: value });
    return z.NEVER;
  }),
);

/**
 * The function's environment, checked.
 * @throws Failure `environment.invalid` that names each variable that is wrong, without its value.
 */
export function readEnvironment<Schema extends z.ZodMiniType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
  throw new Failure("environment.invalid", `wrong environment: ${wrong}`);
}
