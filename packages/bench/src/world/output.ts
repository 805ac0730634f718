/** Runs something and keeps what this process writes to standard output meanwhile, line by line, instead of printing it. */
export async function captureOutput<Result>(
  run: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly lines: readonly string[] }> {
  const chunks: string[] = [];
  const write = process.stdout.write;
  process.stdout.write = ((chunk: string | Uint8Array) => {
    chunks.push(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"));
    return true;
  }) as typeof write;
  try {
    const result = await run();
    return { result, lines: chunks.join("").split("\n").filter(Boolean) };
  } finally {
    process.stdout.write = write;
  }
}
