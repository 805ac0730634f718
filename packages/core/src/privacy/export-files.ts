/** Where copies of members' data wait to be fetched. A key is random and says nothing of whose copy it is. */
export interface ExportFiles {
  /** Writes a whole file, page after page; one that is there already is replaced. */
  write(key: string, pages: AsyncIterable<string>): Promise<void>;
  /** Does nothing where there is none. */
  delete(key: string): Promise<void>;
}
