import { describeText } from "./format.js";

/** Positions are rounded, and nobody means to leave the end by so little. */
const endTolerancePx = 8;

/** The bubbles of one conversation, in the order of time. Every text is set as text, never as markup. */
export class Conversation {
  #log;
  #list;
  #emptyHint;
  /** By the text's id. */
  #entries = new Map();
  /** Whether the end is shown, and stays so whatever is added and however the page's layout changes. */
  #isAtEnd = true;
  #lastScrollTop = 0;

  constructor(log, list, emptyHint) {
    this.#log = log;
    this.#list = list;
    this.#emptyHint = emptyHint;
    log.addEventListener("scroll", () => this.#noticeScroll());
    const layout = new ResizeObserver(() => this.#stayAtEnd());
    layout.observe(log);
    layout.observe(list);
  }

  /** Shows a conversation in place of another, or of an older state of itself, without having it all read out. */
  replace(texts) {
    const { scrollTop } = this.#log;
    this.#log.setAttribute("aria-live", "off");
    this.#entries.clear();
    this.#list.replaceChildren();
    for (const text of texts) this.put(text);
    for (const bubble of this.#list.children) bubble.classList.remove("new");
    this.#emptyHint.hidden = texts.length > 0;
    if (!this.#isAtEnd) this.#log.scrollTop = scrollTop;
    requestAnimationFrame(() => this.#log.setAttribute("aria-live", "polite"));
  }

  /** Adds a text of the stack, or brings the one that is there up to date. */
  put(text) {
    const entry = this.#entries.get(text.id) ?? this.#insert(text);
    entry.text = text;
    this.#describe(entry, text.state, describeText(text));
  }

  /** Brings the delivery of a text up to date. */
  change(id, state, errorCode) {
    const entry = this.#entries.get(id);
    if (entry) this.put({ ...entry.text, state, errorCode });
  }

  /** Shows a text that is on its way to the stack, or failed to get there: then `retry` is offered. */
  putUnsent({ id, text, at, failure, retry }) {
    const entry = this.#entries.get(id) ?? this.#insert({ id, text, at, direction: "inbound" });
    entry.bubble.querySelector(".retry")?.remove();
    if (failure === undefined) {
      this.#describe(entry, "sending", ["Sending…"]);
      return;
    }
    this.#describe(entry, "failed", ["Not sent", failure]);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "retry";
    button.textContent = "Try again";
    button.addEventListener("click", retry);
    entry.bubble.append(button);
    this.#stayAtEnd();
  }

  /** The stack has a text that was shown as unsent: its bubble goes on as the stack's, and is not read out again. */
  settle(id, text) {
    const entry = this.#entries.get(id);
    if (entry && !this.#entries.has(text.id)) {
      this.#entries.delete(id);
      this.#entries.set(text.id, entry);
      entry.bubble.querySelector(".retry")?.remove();
    } else {
      this.remove(id);
    }
    this.put(text);
  }

  /** Shows the end, and from now on what is added to it. */
  scrollToEnd() {
    this.#isAtEnd = true;
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#lastScrollTop = this.#log.scrollTop;
  }

  remove(id) {
    this.#entries.get(id)?.bubble.remove();
    this.#entries.delete(id);
    this.#emptyHint.hidden = this.#entries.size > 0;
  }

  #insert(text) {
    const later = [...this.#entries.values()].filter((entry) => Date.parse(entry.text.at) > Date.parse(text.at));
    const [next] = later.sort((left, right) => Date.parse(left.text.at) - Date.parse(right.text.at));
    const entry = { bubble: createBubble(text), text };
    this.#entries.set(text.id, entry);
    this.#list.insertBefore(entry.bubble, next?.bubble ?? null);
    this.#emptyHint.hidden = true;
    return entry;
  }

  #describe({ bubble }, state, parts) {
    bubble.dataset.state = state;
    const details = bubble.querySelector(".details");
    // Every step of a delivery would be read out over the answers; a failure is worth it.
    details.setAttribute("aria-live", state === "failed" ? "polite" : "off");
    details.replaceChildren(...parts.flatMap((part, index) => [...(index > 0 ? [" · "] : []), createPart(part)]));
    this.#stayAtEnd();
  }

  #stayAtEnd() {
    if (this.#isAtEnd) this.scrollToEnd();
  }

  /** Only a move upwards leaves the end: a layout that has just changed can show less than it, until it is followed. */
  #noticeScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.#log;
    if (scrollHeight - clientHeight - scrollTop <= endTolerancePx) this.#isAtEnd = true;
    else if (scrollTop < this.#lastScrollTop) this.#isAtEnd = false;
    this.#lastScrollTop = scrollTop;
  }
}

/** A line breaks between parts, not within one. */
function createPart(text) {
  const part = document.createElement("span");
  part.textContent = text;
  return part;
}

/** What came with a text, to be opened in a page of its own; only what is served over HTTP is a link. */
function createLink(address) {
  const { protocol, pathname } = new URL(address, location.href);
  const link = document.createElement(protocol.startsWith("http") ? "a" : "span");
  link.className = "attachment";
  link.textContent = pathname.slice(pathname.lastIndexOf("/") + 1);
  if (link instanceof HTMLAnchorElement) {
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  return link;
}

function createBubble({ direction, text, media = [] }) {
  const bubble = document.createElement("li");
  bubble.className = "text new";
  bubble.dataset.direction = direction;
  const author = document.createElement("span");
  author.className = "visually-hidden";
  author.textContent = direction === "inbound" ? "You: " : "Jules: ";
  const body = document.createElement("p");
  body.className = "body";
  body.dir = "auto";
  body.append(author, text);
  const details = document.createElement("p");
  details.className = "details";
  bubble.append(body, ...media.map(createLink), details);
  return bubble;
}
