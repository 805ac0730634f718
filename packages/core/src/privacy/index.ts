export type { LinkPurpose, Links, OpenedLink } from "./links.ts";
export { type PrivacyRequest, privacyRequest } from "./requests.ts";
