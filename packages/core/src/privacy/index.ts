export type { ErasureCause, PrivacyDesk, PrivacyOrder, PrivacyTask, Tally } from "./desk.ts";
export type { ExportFiles } from "./export-files.ts";
export type { LinkPurpose, Links, OpenedLink } from "./links.ts";
export { type PrivacyRequest, privacyRequest } from "./requests.ts";
export {
  accessText,
  erasedText,
  eraseQuestion,
  erasingText,
  exportedText,
  exportingText,
  forgettingText,
  forgottenText,
} from "./texts.ts";
