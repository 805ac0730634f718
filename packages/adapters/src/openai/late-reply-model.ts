import type { ReplyModel } from "@jules/core/persona";
import type { OpenAiReplySettings } from "./reply-model.ts";

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
