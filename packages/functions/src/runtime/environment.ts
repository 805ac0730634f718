import { Failure, type PhoneNumber, phoneNumber } from "@jules/core/kernel";
import * as z from "zod/mini";

export const text = z.string().check(z.minLength(1));

export const url = z.url();

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
