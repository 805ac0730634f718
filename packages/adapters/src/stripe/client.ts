import { Failure } from "@jules/core/kernel";
import type Stripe from "stripe";
import * as z from "zod/mini";
import { failureOf, isMissing, unreadable } from "./failures.ts";
import { STRIPE_API_VERSION } from "./version.ts";

export interface StripeSettings {
  /** Protocol, host and port; there can be no path. */
  readonly baseUrl: string;
  /** Read per call, so that a rotated key arrives. */
  readonly secretKey: () => Promise<string>;
  readonly timeoutMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Questions to Stripe whose answers are what they should be. Each throws the failures of `Payments`. */
export interface StripeApi {
  readonly now: () => number;
  ask<Schema extends z.ZodMiniType>(
    schema: Schema,
    question: (stripe: Stripe) => Promise<unknown>,
  ): Promise<z.output<Schema>>;
  /** Undefined for what Stripe does not know. */
  find<Schema extends z.ZodMiniType>(
    schema: Schema,
    question: (stripe: Stripe) => Promise<unknown>,
  ): Promise<z.output<Schema> | undefined>;
  /** All of a list, page by page. */
  list<Schema extends z.ZodMiniType<{ readonly id: string }>>(
    schema: Schema,
    page: (stripe: Stripe, from: { readonly limit: number; readonly starting_after?: string }) => Promise<unknown>,
  ): AsyncIterable<readonly z.output<Schema>[]>;
}

const PAGE_SIZE = 100;

/**
 * Stripe by its SDK, which is loaded with the first question: who never asks never has it in memory. It does not try again by
 * itself, except once on a connection that was closed while the sandbox slept: queues, crons and people do, under the same keys,
 * and what failed under a key would only be repeated to it.
 */
export function createStripeApi({ baseUrl, secretKey, timeoutMs, now }: StripeSettings): StripeApi {
  const { protocol, hostname, port } = new URL(baseUrl);
  let client: { readonly key: string; readonly stripe: Stripe } | undefined;

  async function clientOfNow(): Promise<Stripe> {
    const key = await secretKey();
    if (client?.key !== key) {
      const { default: Sdk } = await import("stripe");
      const stripe = new Sdk(key, {
        ...{
          apiVersion: STRIPE_API_VERSION,
          host: hostname,
          timeout: timeoutMs,
          maxNetworkRetries: 0,
          telemetry: false,
        },
        protocol: protocol === "http:" ? "http" : "https",
        ...(port !== "" && { port }),
      });
      client = { key, stripe };
    }
    return client.stripe;
  }

  const api: StripeApi = {
    now,
    async ask(schema, question) {
      const stripe = await clientOfNow();
      let answer: unknown;
      try {
        answer = await question(stripe);
      } catch (error) {
        throw failureOf(error);
      }
      const result = schema.safeParse(answer);
      if (!result.success) throw unreadable();
      return result.data;
    },
    async find(schema, question) {
      try {
        return await api.ask(schema, question);
      } catch (error) {
        if (error instanceof Failure && isMissing(error)) return undefined;
        throw error;
      }
    },
    async *list(schema, page) {
      const pages = z.object({ data: z.array(schema), has_more: z.boolean() });
      let startingAfter: string | undefined;
      do {
        const from = { limit: PAGE_SIZE, ...(startingAfter !== undefined && { starting_after: startingAfter }) };
        const { data, has_more } = await api.ask(pages, (stripe) => page(stripe, from));
        yield data;
        startingAfter = has_more ? data.at(-1)?.id : undefined;
      } while (startingAfter !== undefined);
    },
  };
  return api;
}
