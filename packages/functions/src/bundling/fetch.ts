/**
 * Stands for `fetch`, `Headers`, `FormData` and `ReadableStream` in the bundles. With the first touch of one of the first three
 * Node loads undici, a second HTTP client, on the path to a reply; the SDKs of Anthropic and Upstash touch them to post a text
 * and to read one. Such a request goes over `node:https`, which AWS' SDK has loaded; any other is left to Node's own. The last
 * is what AWS' SDK asks of each answer whether it is one: the web's streams are loaded for a no.
 */
import { once } from "node:events";
import { type IncomingMessage, request as requestOverHttp } from "node:http";
import { request as requestOverHttps } from "node:https";

type Input = Parameters<typeof globalThis.fetch>[0];

interface Post {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
  readonly signal?: AbortSignal;
}

/**
 * Posts a text and answers when the whole answer is there, which has no `body` to read bit by bit. A redirect is an answer
 * like others. The signal holds until then.
 * @throws as `fetch` does: the signal's reason, or a TypeError with the cause.
 */
export async function fetch(input: Input, init: RequestInit = {}): Promise<Answer | Response> {
  const asked = postOf(input, init);
  if (!asked) return globalThis.fetch(input, init);
  try {
    return await post(asked);
  } catch (cause) {
    asked.signal?.throwIfAborted();
    throw new TypeError("fetch failed", { cause });
  }
}

function postOf(input: Input, { method, headers, body, redirect, signal }: RequestInit): Post | undefined {
  if (method !== "POST" || typeof body !== "string" || redirect !== undefined) return undefined;
  if (typeof input !== "string" && !(input instanceof URL)) return undefined;
  return { url: String(input), headers: new Headers(headers), body, ...(signal && { signal }) };
}

async function post({ url, headers, body, signal }: Post): Promise<Answer> {
  const request = (url.startsWith("https:") ? requestOverHttps : requestOverHttp)(url, {
    ...{ method: "POST", headers: Object.fromEntries(headers) },
    ...(signal && { signal }),
  });
  request.end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  // The connection is free for the next question when the request is closed, a moment after the answer has ended.
  const [chunks] = await Promise.all([response.toArray(), once(request, "close")]);
  return new Answer(url, response, Buffer.concat(chunks));
}

/** What the SDKs read of a `Response`. */
class Answer {
  readonly url: string;
  readonly status: number;
  readonly ok: boolean;
  readonly statusText: string;
  readonly headers: Headers;
  readonly body = null;
  readonly #bytes: Buffer;

  constructor(url: string, { statusCode = 0, statusMessage = "", headersDistinct }: IncomingMessage, bytes: Buffer) {
    this.url = url;
    this.status = statusCode;
    this.ok = statusCode >= 200 && statusCode < 300;
    this.statusText = statusMessage;
    this.headers = new Headers(
      Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(", ")] as [string, string]),
    );
    this.#bytes = bytes;
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(this.#bytes);
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(this.#bytes).buffer;
  }
}

/** `Headers`, in the order in which they were set. */
export class Headers implements Iterable<[string, string]> {
  readonly #values = new Map<string, string>();

  constructor(init: ConstructorParameters<typeof globalThis.Headers>[0] = {}) {
    const entries = Symbol.iterator in init ? init : Object.entries(init);
    for (const [name, value] of entries as Iterable<[string, string]>) this.append(name, value);
  }

  append(name: string, value: string): void {
    const before = this.get(name);
    this.set(name, before === null ? value : `${before}, ${value}`);
  }

  delete(name: string): void {
    this.#values.delete(name.toLowerCase());
  }

  get(name: string): string | null {
    return this.#values.get(name.toLowerCase()) ?? null;
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }

  set(name: string, value: string): void {
    this.#values.set(name.toLowerCase(), String(value).trim());
  }

  forEach(callback: (value: string, name: string) => void): void {
    for (const [name, value] of this) callback(value, name);
  }

  entries() {
    return this.#values.entries();
  }

  keys() {
    return this.#values.keys();
  }

  values() {
    return this.#values.values();
  }

  [Symbol.iterator]() {
    return this.entries();
  }
}

/** `FormData`: Node's own for who makes one; the SDKs only ask whether what they send is one. */
export class FormData {
  static [Symbol.hasInstance](value: unknown): boolean {
    return Object.prototype.toString.call(value) === "[object FormData]";
  }

  constructor() {
    // biome-ignore lint/correctness/noConstructorReturn: whoever makes one gets the real one.
    return new globalThis.FormData() as unknown as FormData;
  }
}

/**
 * `ReadableStream`, as a global and as a property of `globalThis`: Node's own for who makes one, asked for by its name. Nobody
 * may extend it: S3's client does, to check what it downloads, and we download nothing.
 */
class AnyReadableStream {
  static readonly name = "ReadableStream";

  static [Symbol.hasInstance](value: unknown): boolean {
    return Object.prototype.toString.call(value) === "[object ReadableStream]";
  }

  constructor(...settings: ConstructorParameters<typeof globalThis.ReadableStream>) {
    // biome-ignore lint/correctness/noConstructorReturn: whoever makes one gets the real one.
    return Reflect.construct(Reflect.get(globalThis, "ReadableStream"), settings);
  }
}

export { AnyReadableStream as ReadableStream, AnyReadableStream as "globalThis.ReadableStream" };
