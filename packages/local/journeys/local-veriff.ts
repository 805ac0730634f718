import type { LocalJules } from "./local-jules.ts";

/** A session as the simulated Veriff knows it. */
interface VeriffSession {
  readonly id: string;
  readonly url: string;
  readonly status: string;
  readonly decisions: number;
  readonly deletedAt: string | null;
}

/** What was answered to one webhook; null when nothing came. */
interface WebhookAnswer {
  readonly webhook: string;
  readonly session: string;
  readonly status: number | null;
}

const longestWay = 5;

/** The simulated Veriff of a local stack, and the way of a person from a text to its page. */
export class LocalVeriff {
  readonly #jules: LocalJules;

  constructor(jules: LocalJules) {
    this.#jules = jules;
  }

  get url(): string {
    return this.#jules.ready.services.veriffSimulator ?? "";
  }

  /** Newest last. */
  async sessions(): Promise<readonly VeriffSession[]> {
    return (await (await fetch(`${this.url}/simulator/sessions`)).json()) as VeriffSession[];
  }

  async session(url: string): Promise<VeriffSession> {
    const found = (await this.sessions()).find((each) => each.url === url);
    if (!found) throw new Error("Veriff has no session with this page");
    return found;
  }

  async script(fault: object): Promise<void> {
    await this.#post("/simulator/script", fault);
  }

  /** Signs and sends a decision that no page has led to. */
  async send(sessionId: string, verification: object): Promise<void> {
    const payload = { status: "success", verification: { id: sessionId, ...verification } };
    await this.#post("/simulator/webhooks", { webhook: "decision", session: sessionId, payload });
  }

  /** The statuses that webhooks of this kind about this session were answered with, oldest first. */
  async answers(sessionId: string, webhook = "decision"): Promise<readonly (number | null)[]> {
    const { answers } = (await (await fetch(`${this.url}/simulator/requests`)).json()) as {
      readonly answers: readonly WebhookAnswer[];
    };
    return answers.filter((each) => each.session === sessionId && each.webhook === webhook).map(({ status }) => status);
  }

  /**
   * Goes from a link that was texted to Veriff's page as a person does: follows where it leads, and agrees where they are
   * asked to. Resolves with the address of the page.
   */
  async follow(link: string): Promise<string> {
    let at = link;
    let response = await fetch(at, { redirect: "manual" });
    for (let step = 0; step < longestWay; step += 1) {
      if (at.startsWith(this.url)) return at;
      const location = response.headers.get("location");
      if (location !== null) {
        at = new URL(location, at).href;
        response = await fetch(at, { redirect: "manual" });
        continue;
      }
      if (response.status !== 200) throw new Error(`the way to Veriff ends with ${response.status}`);
      const page = await response.text();
      const onward = page.match(/<a [^>]*href="([^"]+)"/g)?.find((anchor) => anchor.includes(this.url));
      if (onward !== undefined) {
        at = onward.replace(/^.*href="([^"]+)".*$/, "$1");
        response = await fetch(at, { redirect: "manual" });
        continue;
      }
      const [form] = page.match(/<form [^>]*method="post"[^>]*>[\s\S]*?<\/form>/i) ?? [];
      if (form === undefined) throw new Error("the page on the way to Veriff leads nowhere");
      at = new URL(/<form [^>]*action="([^"]*)"/i.exec(form)?.[1] ?? "", at).href;
      response = await fetch(at, { method: "POST", body: fieldsOf(form), redirect: "manual" });
    }
    throw new Error("the way to Veriff is too long");
  }

  /** Presses a button of Veriff's page; resolves when everything that follows from it has happened. */
  async press(page: string, outcome: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
    const body = new URLSearchParams({ outcome, ...more });
    const response = await fetch(`${page}/outcome`, { method: "POST", body, redirect: "manual" });
    if (response.status !== 303) throw new Error(`the page answered ${response.status}`);
    await this.#jules.settle();
  }

  async #post(path: string, body: object): Promise<void> {
    const response = await fetch(`${this.url}${path}`, { method: "POST", body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`the simulator answered ${response.status}`);
    await this.#jules.settle();
  }
}

/** What a form sends when its boxes are ticked and its first button is pressed. */
function fieldsOf(form: string): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [tag] of form.matchAll(/<(?:input|button)\b[^>]*>/gi)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`, "i").exec(tag)?.[1];
    const name = attribute("name");
    if (name !== undefined && !fields.has(name)) fields.set(name, attribute("value") ?? "on");
  }
  return fields;
}
