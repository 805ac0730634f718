export { type PrivacyRequest, privacyRequest } from "./requests.ts";
