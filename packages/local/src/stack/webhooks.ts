import type { RestApi } from "../cloudformation/index.ts";
import type { Secret } from "./secrets.ts";

/**
 * The addresses of the webhooks by name. A name follows from its path, `/webhooks/bandwidth/inbound/{pathSecret}` being
 * `bandwidthInbound`, and so does the secret that stands for a parameter: here `BandwidthPathSecret`.
 */
export function webhookUrls(
  api: RestApi,
  apiUrl: string,
  secrets: readonly Secret[],
): Readonly<Record<string, string>> {
  const urls: Record<string, string> = {};
  for (const { path } of api.routes) {
    const [, first, ...segments] = path.split("/");
    if (first !== "webhooks") continue;
    const words = segments.filter((segment) => !segment.startsWith("{")).flatMap((segment) => segment.split("-"));
    const filled = path.replace(/\{(\w+)\+?\}/g, (_match, parameter: string) => {
      const name = capitalized(words[0] ?? "") + capitalized(parameter);
      const secret = secrets.find((each) => each.name === name);
      if (!secret) throw new Error(`The route ${path} needs the secret ${name}, which no function may read.`);
      return encodeURIComponent(secret.value);
    });
    urls[words.map((word, index) => (index === 0 ? word : capitalized(word))).join("")] = `${apiUrl}${filled}`;
  }
  return urls;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
