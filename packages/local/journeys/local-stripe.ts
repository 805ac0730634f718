import type { LocalJules } from "./local-jules.ts";

/** What a browser shows. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly html: string;
  /** Where forms may lead to, by the page's own policy. */
  readonly policy: string;
}

/** Money that Stripe took. */
export interface Charge {
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  readonly amount: number;
  readonly at: string;
}

/** What Stripe was asked for. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly status: number;
}

/** What was answered to one webhook; null when nothing came. */
interface WebhookAnswer {
  readonly type: string;
  readonly status: number | null;
}

const longestWay = 5;

/** The simulated Stripe of a local stack, and a browser that walks through its pages and ours. */
export class LocalStripe {
  readonly #jules: LocalJules;

  constructor(jules: LocalJules) {
    this.#jules = jules;
  }

  get url(): string {
    return this.#jules.ready.services.stripeSimulator ?? "";
  }

  async open(url: string): Promise<Page> {
    return this.#shown(url, await fetch(url, { redirect: "manual" }));
  }

  /** Follows the link of a page that leads to where `ending` says. */
  async follow(page: Page, ending: string): Promise<Page> {
    const hrefs = [...page.html.matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)].map(([, href = ""]) => unescaped(href));
    const href = hrefs.find((each) => isTo(each, ending));
    if (href === undefined) throw new Error(`no link of ${page.url} leads to ${ending}`);
    return this.open(new URL(href, page.url).href);
  }

  /**
   * Sends the form of a page that leads to where `ending` says, as its first button does: with what is filled in already,
   * and what is entered. A box is not ticked unless it is entered. Resolves with where that leads, once everything that
   * follows from it has happened.
   */
  async send(page: Page, ending: string, entered: Readonly<Record<string, string>> = {}): Promise<Page> {
    const forms = [...page.html.matchAll(/<form\b[^>]*\baction="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)];
    const form = forms.find(([, action = ""]) => isTo(unescaped(action), ending));
    if (!form) throw new Error(`no form of ${page.url} leads to ${ending}`);
    const [, action = "", content = ""] = form;
    const body = new URLSearchParams({ ...filledIn(content), ...entered });
    const url = new URL(unescaped(action), page.url).href;
    const response = await fetch(url, { method: "POST", body, redirect: "manual" });
    const shown = await this.#shown(url, response, page.policy);
    await this.#jules.settle();
    return shown;
  }

  /** Every charge of a customer that took money, oldest first. */
  async charges(customer: string): Promise<readonly Charge[]> {
    const all = (await (await fetch(`${this.url}/simulator/charges`)).json()) as Charge[];
    return all.filter((each) => each.customer === customer);
  }

  /** What Stripe was asked to change below a path, oldest first. */
  async changes(path: string): Promise<readonly Asked[]> {
    const { requests } = await this.#asked();
    return requests.filter((each) => each.method !== "GET" && each.path.startsWith(path));
  }

  /** The customer for whom a way to pay was opened last. */
  async customerOf(member: string): Promise<string> {
    const opened = (await this.changes("/v1/checkout/sessions")).map(({ parameters }) => parameters);
    const own = opened.findLast((parameters) => JSON.stringify(parameters).includes(member));
    if (typeof own?.customer !== "string") throw new Error("Stripe knows no customer of this member");
    return own.customer;
  }

  /** What the newest webhooks were answered with, oldest first. */
  async answers(): Promise<readonly (number | null)[]> {
    return (await this.#asked()).answers.map(({ status }) => status);
  }

  /** Makes it do something different, until `behave`. */
  async script(...faults: readonly object[]): Promise<void> {
    await this.act("script", faults);
  }

  async behave(): Promise<void> {
    await fetch(`${this.url}/simulator/script`, { method: "DELETE" });
  }

  /** Signs and sends anything. */
  async call(body: object): Promise<void> {
    await this.act("webhooks", { body });
  }

  /** Does what its README lists; resolves when everything that follows from it has happened. */
  async act(what: string, details: object = {}): Promise<void> {
    const response = await fetch(`${this.url}/simulator/${what}`, { method: "POST", body: JSON.stringify(details) });
    if (!response.ok) throw new Error(`the simulator answered ${response.status}: ${await response.text()}`);
    await this.#jules.settle();
  }

  async #asked(): Promise<{ readonly requests: readonly Asked[]; readonly answers: readonly WebhookAnswer[] }> {
    return (await (await fetch(`${this.url}/simulator/requests`)).json()) as {
      requests: Asked[];
      answers: WebhookAnswer[];
    };
  }

  /** What a browser ends at. It goes nowhere from a form where the policy of the form's page does not lead. */
  async #shown(url: string, first: Response, from?: string): Promise<Page> {
    let at = url;
    let response = first;
    for (let step = 0; step < longestWay; step += 1) {
      const location = response.headers.get("location");
      if (location === null) {
        const policy = response.headers.get("content-security-policy") ?? "";
        return { url: at, status: response.status, html: await response.text(), policy };
      }
      if (response.status !== 303 && response.status !== 302) throw new Error(`redirected by ${response.status}`);
      const next = new URL(location, at);
      if (from !== undefined && !mayLeadTo(from, new URL(url), next))
        throw new Error(`no form may lead to ${next.origin}`);
      at = next.href;
      response = await fetch(at, { redirect: "manual" });
    }
    throw new Error("the way is too long");
  }
}

function isTo(address: string, ending: string): boolean {
  return address.replace(/\?.*$/, "").endsWith(ending);
}

function mayLeadTo(policy: string, own: URL, next: URL): boolean {
  const [, allowed = ""] = /form-action ([^;]*)/.exec(policy) ?? [];
  const sources = allowed.split(" ");
  return (
    (next.origin === own.origin && sources.includes("'self'")) ||
    sources.some((each) => [next.origin, next.protocol].includes(each))
  );
}

/** What the fields of a form hold at first, boxes aside, and what its first button adds. */
function filledIn(form: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<(?:input|button)\b[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
    const name = attribute("name");
    if (name === undefined || attribute("type") === "checkbox") continue;
    fields[name] ??= unescaped(attribute("value") ?? "");
  }
  return fields;
}

function unescaped(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll("&amp;", "&");
}
