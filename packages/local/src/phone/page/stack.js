/** The stack answered, and said no: the message tells the person what to change. */
export class Refusal extends Error {}

const reconnectMs = 2000;

async function request(path, body) {
  const response = await fetch(path, {
    ...(body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const message = answer.error ?? `The stack answered ${response.status}.`;
  throw response.status === 400 ? new Refusal(message) : new Error(message);
}

export function getNumbers() {
  return request("/phone/api/numbers");
}

export function getConversation(number) {
  return request(`/phone/api/conversation?number=${encodeURIComponent(number)}`);
}

/** @param media files as `{filename, contentType, base64}`. */
export function sendText(from, text, media) {
  return request("/phone/api/texts", { from, text, ...(media.length > 0 && { media }) });
}

/** Resolves with the new time when everything that fell due on the way has happened. */
export function advanceClock(advanceMs) {
  return request("/control/clock", { advanceMs });
}

/** Calls `listeners.connected`, `.lost`, and `.text`, `.state`, `.clock` with each event's data, for as long as the page lives. */
export function listen(listeners) {
  const source = new EventSource("/phone/api/events");
  source.addEventListener("open", () => listeners.connected());
  source.addEventListener("error", () => {
    listeners.lost();
    // The browser tries again by itself, unless something else answers at the stack's address.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(listeners), reconnectMs);
  });
  for (const name of ["text", "state", "clock"]) {
    source.addEventListener(name, (event) => listeners[name](JSON.parse(event.data)));
  }
}
