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
   */
  read(url: string, timeoutMs: number): Promise<Attachment>;
}
