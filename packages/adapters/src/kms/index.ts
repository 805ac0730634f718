export { open, seal } from "./envelope.ts";
export type { KeyStore } from "./key-store.ts";
export { createKeyring, type Keyring, type MemberCipher } from "./keyring.ts";
