import { descriptionIn, PICTURE_QUESTION, type PictureDescriber } from "@jules/core/pictures";
import { type AnthropicSettings, createMessagesApi } from "../anthropic/messages-api.ts";

/** A sentence and a few words are some eighty tokens. */
const MOST_TOKENS = 300;

/**
 * Claude looks at a picture (image block of the Messages API), with structured output: its answer is read as data, and
 * neither the picture nor what is on it gets into a failure. A refusal, and an answer that was cut off, are no description.
 */
export function createPictureDescriber(settings: AnthropicSettings): PictureDescriber {
  const messages = createMessagesApi(settings);
  const { system, question, schema } = PICTURE_QUESTION;

  return {
    async describe({ type, bytes }, timeoutMs) {
      const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
      try {
        const api = await messages();
        const { content, stop_reason: stopReason } = await api.create(
          {
            model: settings.model,
            max_tokens: MOST_TOKENS,
            thinking: { type: "disabled" },
            system,
            messages: [
              {
                role: "user",
                content: [
                  { type: "image", source: { type: "base64", media_type: type, data } },
                  { type: "text", text: question },
                ],
              },
            ],
            output_config: { format: { type: "json_schema", schema } },
          },
          { signal: AbortSignal.timeout(timeoutMs) },
        );
        if (stopReason !== "end_turn") return undefined;
        return descriptionIn(content.flatMap((block) => (block.type === "text" ? [block.text] : [])).join(""));
      } catch {
        return undefined;
      }
    },
  };
}
