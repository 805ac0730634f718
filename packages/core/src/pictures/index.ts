export { descriptionIn, PICTURE_QUESTION, type PictureQuestion } from "./description.ts";
export type { Attachment, AttachmentReader, Picture, PictureDescriber } from "./pictures.ts";
