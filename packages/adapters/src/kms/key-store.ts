/** Where wrapped keys are kept. A table of their own: a restored copy of the members' data opens nothing. */
export interface KeyStore {
  /** @throws Failure `key.erased` for a key that was destroyed; `keep` too. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Keeps `wrapped` unless there is one already; returns the one that is kept. */
  keep(name: string, wrapped: Uint8Array): Promise<Uint8Array>;
}
