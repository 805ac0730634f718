import type { Clock } from "../clock.ts";
import type { Answer } from "../http-server.ts";
import { refuse } from "./refusals.ts";

export interface MediaFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: string | Uint8Array;
}

interface StoredFile {
  readonly file: MediaFile;
  readonly expiresAt: number;
}

const retentionMs = 48 * 3_600_000;
const layout: MediaFile = { filename: "0.smil", contentType: "application/smil", content: "<smil><body/></smil>" };

/** What phones have attached. Kept for 48 hours, under `{messageId}/{n}/{filename}`. */
export class MediaStore {
  readonly #clock: Clock;
  readonly #files = new Map<string, StoredFile>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Answers the media ids. A layout part comes first, as phones send it. */
  keep(messageId: string, files: readonly MediaFile[]): string[] {
    const expiresAt = this.#clock.now() + retentionMs;
    return [layout, ...files].map((file, index) => {
      const id = `${messageId}/${index}/${encodeURIComponent(file.filename)}`;
      this.#files.set(id, { file, expiresAt });
      return id;
    });
  }

  answer(id: string): Answer {
    const stored = this.#files.get(id);
    if (!stored || stored.expiresAt <= this.#clock.now()) {
      this.#files.delete(id);
      return refuse(404, "media");
    }
    const { contentType, content } = stored.file;
    const body = Buffer.from(content);
    return {
      status: 200,
      headers: { "content-type": contentType, "content-length": String(body.length) },
      body,
    };
  }
}
