import type { Secrets } from "@jules/adapters/ssm";
import { createStripePayments } from "@jules/adapters/stripe";
import type { Payments } from "@jules/core/billing";
import { millisecondsOf } from "@jules/core/kernel";
import * as z from "zod/mini";
import { systemClock } from "./clock.ts";
import { url } from "./environment.ts";

/** What every function needs that asks who takes the money. */
export const paymentsEnvironment = { STRIPE_API_URL: url };

const schema = z.object(paymentsEnvironment);

/** As long as somebody waits for a page; a queue asks again. */
const TIMEOUT_MS = 8_000;

/** Who takes the money. Its SDK is loaded with the first question. */
export function createPayments(
  environment: z.output<typeof schema>,
  secrets: Pick<Secrets<"StripeSecretKey">, "read">,
): Payments {
  return createStripePayments({
    baseUrl: environment.STRIPE_API_URL,
    secretKey: async () => (await secrets.read()).StripeSecretKey,
    timeoutMs: TIMEOUT_MS,
    now: () => millisecondsOf(systemClock.now()),
  });
}
