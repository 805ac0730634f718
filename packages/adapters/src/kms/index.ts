export { open, seal } from "./envelope.ts";
export { createKeyring, type Keyring, type MemberCipher } from "./keyring.ts";
