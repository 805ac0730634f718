import { createAnthropicReplyModel } from "@jules/adapters/anthropic";
import { createLateOpenAiReplyModel } from "@jules/adapters/openai";
import { type ChainedModel, type ModelChoice, type ProviderName, parseReplyModels } from "@jules/core/providers";
import * as z from "zod/mini";
import { text } from "./environment.ts";

/** `REPLY_MODELS`: which models answer, in which order. One that nobody knows is an error that names those that are known. */
export const replyModels = z.pipe(
  text,
  z.transform((value, context) => {
    const models = parseReplyModels(value);
    if (typeof models !== "string") return models;
    context.issues.push({ code: "custom", message: models, input: value });
    return z.NEVER;
  }),
);

interface ProviderAccess {
  readonly baseUrl: string;
  /** Empty where the stage has none. */
  readonly apiKey: () => Promise<string>;
}

/** The models of the setting, each behind the API of its provider. One whose provider has no key is off. */
export function createReplyModels(
  choices: readonly ModelChoice[],
  providers: Readonly<Record<ProviderName, ProviderAccess>>,
  limits: { readonly mostTokens?: number } = {},
): readonly Required<ChainedModel>[] {
  return choices.map(({ name, provider, id }) => {
    const settings = { ...providers[provider], model: id, ...limits };
    const model = provider === "anthropic" ? createAnthropicReplyModel(settings) : createLateOpenAiReplyModel(settings);
    return { name, model, isOn: async () => (await settings.apiKey()) !== "" };
  });
}
