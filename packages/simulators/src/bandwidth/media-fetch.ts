/** What the carrier takes of a file that is to go out with a text, in bytes. */
const mostBytes = 3_670_016;
const timeoutMs = 5_000;
const takenTypes = /^(?:image|audio|video|text)\/|^application\/(?:pdf|smil)/;

/** Fetches the files of an MMS as the carrier would: without credentials. Answers the error code of the failure report. */
export async function findMediaProblem(urls: readonly string[]): Promise<number | undefined> {
  const problems = await Promise.all(urls.map(findProblem));
  return problems.find((problem) => problem !== undefined);
}

async function findProblem(url: string): Promise<number | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    const size = (await response.arrayBuffer()).byteLength;
    if (!response.ok) return 4410;
    if (size > mostBytes) return 4411;
    return takenTypes.test(response.headers.get("content-type") ?? "") ? undefined : 4412;
  } catch {
    return 4410;
  }
}
