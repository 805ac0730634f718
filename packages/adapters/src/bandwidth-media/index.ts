import type { Attachment, AttachmentReader, PictureDescriber } from "@jules/core/pictures";
import { fileKindOf } from "./file-kinds.ts";

export interface MediaSettings {
  /** Of the carrier's API: nothing is fetched from elsewhere. */
  readonly apiUrl: string;
  readonly accountId: string;
  readonly tokens: {
    get(): Promise<string>;
    /** Forgets a token that the API refused. */
    forget(token: string): void;
  };
  readonly describer: PictureDescriber;
  readonly now: () => number;
}

/** What the carrier takes in one file (3.5 MB); in Base64 it is under the 5 MB that a model takes. */
const MOST_BYTES = 3_670_016;
const MOST_URL_CHARACTERS = 4_096;

/**
 * Fetches attachments from Bandwidth (GET of the address in the callback, as it stands there, with the token of the sends;
 * kept for 48 hours) and has pictures looked at. Whoever forges a callback gets no token and no request of ours: the address
 * must be one of our account at the carrier, and leads nowhere else.
 */
export function createAttachmentReader(settings: MediaSettings): AttachmentReader {
  const { tokens, describer, now } = settings;
  const isOurs = addressTest(settings);

  async function fetchFile(url: string, signal: AbortSignal): Promise<Uint8Array | "too-large" | undefined> {
    for (const lastTry of [false, true]) {
      const token = await tokens.get();
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${token}` },
        redirect: "error",
        signal,
      });
      if (response.status === 200) return bytesOf(response);
      await response.body?.cancel();
      if (response.status !== 401 || lastTry) return undefined;
      tokens.forget(token);
    }
    return undefined;
  }

  async function attachmentIn(bytes: Uint8Array, timeoutMs: number, looks: boolean): Promise<Attachment> {
    const file = fileKindOf(bytes);
    switch (file.kind) {
      case "picture": {
        const description =
          looks && timeoutMs > 0 ? await describer.describe({ type: file.type, bytes }, timeoutMs) : undefined;
        return description ? { kind: "seen", description } : { kind: "picture" };
      }
      case "unseen":
        return { kind: "picture" };
      case "text":
      case "sound":
      case "film":
      case "contact":
      case "layout":
      case "other":
        return file as Attachment;
      default:
        return file satisfies never;
    }
  }

  return {
    async read(url, timeoutMs, looks) {
      if (!isOurs(url)) return { kind: "gone" };
      const startedAt = now();
      try {
        const bytes = await fetchFile(url, AbortSignal.timeout(timeoutMs));
        if (bytes === undefined) return { kind: "gone" };
        if (bytes === "too-large") return { kind: "other" };
        return await attachmentIn(bytes, timeoutMs - (now() - startedAt), looks);
      } catch {
        // Nothing of it may be told: the address leads to what somebody sent.
        return { kind: "gone" };
      }
    },
  };
}

/** Counts while it reads: what a header says, or does not say, is no promise. */
async function bytesOf(response: Response): Promise<Uint8Array | "too-large"> {
  const announced = Number(response.headers.get("content-length") ?? 0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (announced <= MOST_BYTES) {
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > MOST_BYTES) return "too-large";
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }
  await response.body?.cancel();
  return "too-large";
}

/**
 * Whether an address is that of a file of our account at the carrier, over HTTPS; over HTTP only where the carrier is on this
 * very machine.
 */
function addressTest({ apiUrl, accountId }: Pick<MediaSettings, "apiUrl" | "accountId">): (url: string) => boolean {
  const api = new URL(apiUrl);
  const isSecure = api.protocol === "https:" || ["127.0.0.1", "localhost", "[::1]"].includes(api.hostname);
  const folder = `${api.pathname.replace(/\/+$/, "")}/users/${accountId}/media/`;
  return (url) => {
    if (!isSecure || url.length > MOST_URL_CHARACTERS || !URL.canParse(url)) return false;
    // Dots in it are resolved by now, as they are when it is asked for; slashes that are written as codes are not.
    const { origin, pathname, username, password, search, hash } = new URL(url);
    const file = pathname.slice(folder.length);
    return (
      origin === api.origin &&
      pathname.startsWith(folder) &&
      /^[^/]+(?:\/[^/]+)*$/.test(file) &&
      !/%(?:2f|5c|2e|00)/i.test(file) &&
      username + password + search + hash === ""
    );
  };
}
