export type { Archive, ArchivedKey, ArchivedText, ArchivePage } from "./archive.ts";
export type { PrivacyDesk, PrivacyOrder, PrivacyTask, Tally } from "./desk.ts";
export { type Elsewhere, type ExportCopies, type ExportCopy, isStillToErase, keptUntil } from "./erasing.ts";
export type { Erasure, ErasureReason, Erasures } from "./erasures.ts";
export type { ExportFiles } from "./export-files.ts";
export { mentions } from "./forgetting.ts";
export type { LinkPurpose, Links, OpenedLink } from "./links.ts";
export { NOTICE_VERSION, type PrivacyNotice, privacyNotice } from "./notice.ts";
export type { NoticeWording } from "./notice-wording.ts";
export { type PrivacyRequest, privacyRequest } from "./requests.ts";
export { type Going, type Keeping, keptSeconds, RETENTION, type Retained, type RetainedCode } from "./retention.ts";
export {
  accessText,
  erasedText,
  eraseQuestion,
  erasingText,
  exportedText,
  exportingText,
  forgettingText,
  forgottenText,
  notNowText,
} from "./texts.ts";
