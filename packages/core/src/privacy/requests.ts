/** What somebody asks of us about their own data. */
export type PrivacyRequest =
  | { readonly kind: "access" | "export" | "erase" }
  | { readonly kind: "forget"; readonly about: string };

/** The request that a whole text is, in English or Spanish; undefined for everything else. */
export function privacyRequest(_text: string): PrivacyRequest | undefined {
  return undefined;
}
