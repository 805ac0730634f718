import type { ReplyModel } from "@jules/core/persona";

export interface OpenAiReplySettings {
  /** With `/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Read per call, so that a rotated key arrives. */
  readonly apiKey: () => Promise<string>;
  /** What an answer may take at most; what a reply needs unless said otherwise. */
  readonly mostTokens?: number;
}

/** A model of OpenAI whose SDK is loaded with the first question: on most days there is none. */
export function createLateOpenAiReplyModel(settings: OpenAiReplySettings): ReplyModel {
  let model: Promise<ReplyModel> | undefined;
  return {
    async reply(prompt, attempt) {
      model ??= import("./reply-model.ts").then(({ createOpenAiReplyModel }) => createOpenAiReplyModel(settings));
      return (await model).reply(prompt, attempt);
    },
  };
}
