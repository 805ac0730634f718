/** What a text says about the age of who wrote it. */
export type SignOfAge =
  | { readonly kind: "birth-year"; readonly year: number }
  | { readonly kind: "age"; readonly years: number; readonly isExplicit: boolean };

/** The sign of an age in a text about its writer; undefined for none, and for the age of others. */
export function signOfAge(_text: string): SignOfAge | undefined {
  return undefined;
}
