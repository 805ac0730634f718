export type { Attachment, AttachmentReader } from "./pictures.ts";
