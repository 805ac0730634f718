export { presignedUrl, type Signer } from "./presigned.ts";
