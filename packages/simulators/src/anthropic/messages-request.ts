import { isRecord } from "../http-server.ts";
import { findFormatProblem, type Schema } from "./structured-output.ts";

export interface Block {
  readonly type: string;
  readonly text?: string;
  /** How long the prompt up to here stays cached, when the block says so. */
  readonly cacheForMs?: number;
  /** The block as it came, without its cache mark. */
  readonly content: string;
}

export interface Turn {
  readonly role: string;
  readonly blocks: readonly Block[];
}

export interface MessagesRequest {
  readonly model: string;
  readonly maxTokens: number;
  readonly tools: readonly Block[];
  readonly system: readonly Block[];
  readonly messages: readonly Turn[];
  /** The form in which the answer has to come, when one is asked for. */
  readonly schema: Schema | undefined;
}

const minuteMs = 60_000;
const roles = ["user", "assistant", "system"];
const removedParameters = ["temperature", "top_p", "top_k"];
/** Models that think as they see fit and take neither a thinking budget nor the opening of their answer. */
const adaptivePattern = /^claude-[a-z]+-5-5/;
const sonnetPattern = /^claude-sonnet-5-5/;

/** A request as the Messages API accepts it; otherwise the sentence with which it is refused. */
export function parseMessagesRequest(
  body: unknown,
  endpoint: "messages" | "count_tokens",
): { readonly request: MessagesRequest } | { readonly problem: string } {
  if (!isRecord(body)) return { problem: "The request body is not valid JSON" };
  const problem = findProblem(body, endpoint);
  if (problem !== undefined) return { problem };
  const messages = asArray(body.messages).map((message) => ({
    role: String(message.role),
    blocks: parseBlocks(message.content),
  }));
  return {
    request: {
      model: String(body.model),
      maxTokens: Number(body.max_tokens ?? 0),
      tools: parseBlocks(body.tools),
      system: parseBlocks(body.system),
      messages: body.cache_control === undefined ? messages : markLast(messages, cacheTime(body.cache_control)),
      schema: schemaOf(body.output_config),
    },
  };
}

function findProblem(body: Record<string, unknown>, endpoint: "messages" | "count_tokens"): string | undefined {
  const { model, max_tokens: maxTokens, messages, system, thinking, tool_choice: toolChoice } = body;
  const removed = removedParameters.find((name) => name in body);
  if (removed !== undefined) return `${removed}: Extra inputs are not permitted`;
  if (typeof model !== "string" || model === "") return "model: Field required";
  if (endpoint === "messages" && !(Number.isInteger(maxTokens) && Number(maxTokens) >= 0)) {
    return "max_tokens: Field required, an integer of at least 0";
  }
  if (body.stream === true) return "stream: This simulation does not stream";
  if (system !== undefined && !isContent(system)) return "system: Input should be a valid string or list of blocks";
  if (!Array.isArray(messages) || messages.length === 0) return "messages: at least one message is required";
  const wrong = messages.findIndex((message) => !isMessage(message));
  if (wrong >= 0) return `messages.${wrong}: Input should have a role and content that is not empty`;
  const pictureProblem = findPictureProblem(messages);
  if (pictureProblem !== undefined) return pictureProblem;
  if ("output_format" in body) return "output_format: Extra inputs are not permitted";
  const formatProblem = findFormatProblem(body.output_config);
  if (formatProblem !== undefined) return formatProblem;
  if (!adaptivePattern.test(model)) return undefined;

  if (messages.at(-1)?.role === "assistant") return "messages: This model does not support assistant message prefill";
  if (isRecord(thinking) && "budget_tokens" in thinking) return "thinking.budget_tokens: Not supported by this model";
  if (!sonnetPattern.test(model)) return undefined;
  if (isRecord(thinking) && thinking.type === "disabled")
    return "thinking.type: disabled is not supported by this model";
  if (isRecord(toolChoice) && (toolChoice.type === "any" || toolChoice.type === "tool")) {
    return "tool_choice: This model does not support a forced tool";
  }
  return undefined;
}

const pictureTypes: Readonly<Record<string, string>> = {
  "image/jpeg": "ffd8ff",
  "image/png": "89504e470d0a1a0a",
  "image/gif": "47494638",
  "image/webp": "52494646",
};
const mostPictureCharacters = 5 * 1024 * 1024;

/** Why a picture is refused: of a type that it does not say it is, or too large. */
function findPictureProblem(messages: readonly unknown[]): string | undefined {
  const contents = messages.flatMap((message) => (isRecord(message) ? asArray(message.content) : []));
  for (const { source } of contents.filter(({ type }) => type === "image")) {
    if (!isRecord(source) || source.type !== "base64") return "image.source: Input should be base64";
    const signature = pictureTypes[String(source.media_type)];
    const data = String(source.data);
    if (signature === undefined) return "image.source.base64.media_type: Input should be an image type";
    if (data.length > mostPictureCharacters) return "image.source.base64: image exceeds 5 MB maximum";
    const first = Buffer.from(data.slice(0, 32), "base64").toString("hex");
    if (!first.startsWith(signature)) return `image.source.base64: does not appear to be ${String(source.media_type)}`;
  }
  return undefined;
}

function schemaOf(outputConfig: unknown): Schema | undefined {
  if (!isRecord(outputConfig) || !isRecord(outputConfig.format)) return undefined;
  return isRecord(outputConfig.format.schema) ? outputConfig.format.schema : undefined;
}

function isMessage(value: unknown): boolean {
  return isRecord(value) && roles.some((role) => role === value.role) && isContent(value.content);
}

function isContent(value: unknown): boolean {
  if (typeof value === "string") return value !== "";
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (block) =>
        isRecord(block) &&
        typeof block.type === "string" &&
        (block.type !== "text" || (typeof block.text === "string" && block.text !== "")),
    )
  );
}

function parseBlocks(content: unknown): Block[] {
  if (typeof content === "string") return parseBlocks([{ type: "text", text: content }]);
  return asArray(content).map(({ cache_control: cacheControl, ...block }) => ({
    type: String(block.type),
    content: JSON.stringify(block),
    ...(typeof block.text === "string" && { text: block.text }),
    ...(cacheControl !== undefined && cacheControl !== null && { cacheForMs: cacheTime(cacheControl) }),
  }));
}

/** What a cache mark on the whole request means: a mark on its last block. */
function markLast(messages: readonly Turn[], cacheForMs: number): Turn[] {
  return messages.map((message, index) =>
    index < messages.length - 1
      ? message
      : { ...message, blocks: message.blocks.with(-1, { ...lastOf(message.blocks), cacheForMs }) },
  );
}

function lastOf(blocks: readonly Block[]): Block {
  const block = blocks.at(-1);
  if (!block) throw new Error("A parsed message has at least one block.");
  return block;
}

function cacheTime(cacheControl: unknown): number {
  return isRecord(cacheControl) && cacheControl.ttl === "1h" ? 60 * minuteMs : 5 * minuteMs;
}

function asArray(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
