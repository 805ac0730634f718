/** The version whose shapes are written here; the account's own is another, and may change. */
export const STRIPE_API_VERSION = "2026-10-28.endive";
