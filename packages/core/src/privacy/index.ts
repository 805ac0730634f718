export type { Archive, ArchivedKey, ArchivedText } from "./archive.ts";
export type { Erasure, ErasureReason, Erasures } from "./erasures.ts";
export { type PrivacyRequest, privacyRequest } from "./requests.ts";
