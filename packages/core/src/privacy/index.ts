export type { ErasureReason, Erasures } from "./erasures.ts";
export { type PrivacyRequest, privacyRequest } from "./requests.ts";
