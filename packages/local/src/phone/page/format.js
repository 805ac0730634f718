const stackTime = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "numeric",
  minute: "2-digit",
  second: "2-digit",
});
const textTime = new Intl.DateTimeFormat(undefined, { weekday: "short", hour: "numeric", minute: "2-digit" });

const deliveryStates = { accepted: "Accepted", sending: "Sending", delivered: "Delivered" };

export function formatStackTime(milliseconds) {
  return stackTime.format(milliseconds);
}

/** `+14155550123` as people write it. Numbers of other countries stay as they are. */
export function formatNumber(number) {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "+1 $1 $2 $3");
}

/** The E.164 form of what a person typed, or undefined; ten digits are a number of the United States. */
export function normalizeNumber(typed) {
  const compact = typed.replace(/[\s().-]/g, "");
  if (/^\d{10}$/.test(compact)) return `+1${compact}`;
  const number = compact.replace(/^(?:00)?(?=[1-9]\d{10,})/, "+");
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
}

/** What stands below a text: when, how far it got, and what it takes. */
export function describeText(text) {
  const parts = [textTime.format(Date.parse(text.at)), describeState(text)];
  if (text.mediaCount > 0) parts.push(count(text.mediaCount, "attachment"));
  parts.push(count(text.segments, "segment"), text.encoding ?? "MMS");
  return parts;
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function describeState({ direction, state, errorCode }) {
  if (state === "failed") return errorCode === null ? "Failed" : `Failed, error ${errorCode}`;
  return direction === "inbound" ? "Sent" : deliveryStates[state];
}
