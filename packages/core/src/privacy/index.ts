export type { Archive, ArchivedKey, ArchivedText } from "./archive.ts";
export type { Erasure, ErasureReason, Erasures } from "./erasures.ts";
export { NOTICE_VERSION, type PrivacyNotice, privacyNotice } from "./notice.ts";
export type { NoticeWording } from "./notice-wording.ts";
export { type PrivacyRequest, privacyRequest } from "./requests.ts";
export { type Going, type Keeping, keptSeconds, RETENTION, type Retained, type RetainedCode } from "./retention.ts";
