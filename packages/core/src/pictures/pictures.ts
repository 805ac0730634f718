/** seen: what is on it, in a sentence; otherwise what it is, so that it can be acknowledged. */
export type Attachment =
  | { readonly kind: "seen"; readonly description: string }
  | { readonly kind: "text"; readonly body: string }
  | { readonly kind: "picture" | "sound" | "film" | "contact" | "other" | "layout" | "gone" };

/** Looks at what came with a text. */
export interface AttachmentReader {
  /**
   * Fetches one attachment from the carrier and says what it is. Never throws: what cannot be fetched or seen in time is
   * `gone`, or `picture` without a description.
   * @param url as the carrier gave it.
   * @param looks whether pictures are looked at; if not, each is a `picture`.
   */
  read(url: string, timeoutMs: number, looks: boolean): Promise<Attachment>;
}

/** A picture of a kind that models can look at. */
export interface Picture {
  readonly type: "image/jpeg" | "image/png" | "image/gif" | "image/webp";
  readonly bytes: Uint8Array;
}

export interface PictureDescriber {
  /** Says in a sentence what is on a picture. Never throws; undefined when it cannot be said now, or not at all. */
  describe(picture: Picture, timeoutMs: number): Promise<string | undefined>;
}
