import { Conversation } from "./conversation.js";
import { formatNumber, formatStackTime, normalizeNumber } from "./format.js";
import * as Stack from "./stack.js";

const element = (id) => document.getElementById(id);
const connection = element("connection");
const notice = element("notice");
const member = element("member");
const newMember = element("new-member");
const newNumber = element("new-number");
const newNumberProblem = element("new-number-problem");
const text = element("text");
const picture = element("picture");
const problem = element("problem");
const conversation = new Conversation(element("log"), element("conversation"), element("empty"));

const hourMs = 3_600_000;
const membersKey = "jules.members";
const memberKey = "jules.member";
const notANumber =
  "That is not a phone number. Write one like (212) 555-0147, or with its country code, like +44 20 7946 0958.";
let clockOffsetMs = 0;
/** Texts that the stack has not confirmed, oldest first. */
const unsentTexts = new Set();
/** Changes of the conversation that came while it was loading; what was loaded may be older than they are. */
let changesWhileLoading;

/** Why a request failed, for the person. `fetch` itself throws a TypeError when nobody answers. */
function describeFailure(error) {
  return error instanceof TypeError ? "The stack does not answer." : error.message;
}

// Who texts

function showMembers(numbers) {
  const known = new Set([...member.options].map((option) => option.value));
  for (const number of new Set(numbers).difference(known)) member.add(new Option(formatNumber(number), number));
  localStorage.setItem(membersKey, JSON.stringify([...known.union(new Set(numbers))]));
}

async function showConversation() {
  const number = member.value;
  const changes = [];
  changesWhileLoading = changes;
  const texts = await Stack.getConversation(number);
  // Somebody else's conversation, or a newer load, has taken over.
  if (changesWhileLoading !== changes) return;
  changesWhileLoading = undefined;
  conversation.replace(texts);
  for (const unsent of unsentTexts) show(unsent);
  for (const change of changes) change();
}

/** Makes a change of one member's conversation, if that is the one shown. */
function changeConversation(number, change) {
  if (number !== member.value) return;
  changesWhileLoading?.push(change);
  change();
}

async function chooseMember(number) {
  member.value = number;
  conversation.scrollToEnd();
  localStorage.setItem(memberKey, number);
  await showConversation().catch(showStopped);
}

member.addEventListener("change", () => chooseMember(member.value));

function showNewMemberForm(isShown) {
  newMember.hidden = !isShown;
  element("add-member").setAttribute("aria-expanded", String(isShown));
  newNumberProblem.textContent = "";
  (isShown ? newNumber : element("add-member")).focus();
}

element("add-member").addEventListener("click", () => showNewMemberForm(newMember.hidden));
newMember.addEventListener("keydown", (event) => {
  if (event.key === "Escape") showNewMemberForm(false);
});
newNumber.addEventListener("input", () => {
  newNumberProblem.textContent = "";
});
newMember.addEventListener("submit", async (event) => {
  event.preventDefault();
  const number = normalizeNumber(newNumber.value);
  try {
    if (number === undefined) throw new Stack.Refusal(notANumber);
    await Stack.getConversation(number);
  } catch (error) {
    newNumberProblem.textContent = describeFailure(error);
    newNumber.focus();
    return;
  }
  newNumber.value = "";
  showNewMemberForm(false);
  showMembers([number]);
  await chooseMember(number);
  text.focus();
});

// Texts

function show(unsent) {
  if (unsent.from === member.value) conversation.putUnsent(unsent);
}

function confirm(unsent, sent) {
  unsentTexts.delete(unsent);
  changeConversation(unsent.from, () => conversation.settle(unsent.id, sent));
}

async function attempt(unsent) {
  unsent.failure = undefined;
  show(unsent);
  try {
    confirm(unsent, await Stack.sendText(unsent.from, unsent.text, unsent.media));
  } catch (error) {
    // The text itself may have arrived although the answer did not.
    if (!unsentTexts.has(unsent)) return;
    unsent.failure = describeFailure(error);
    if (error instanceof Stack.Refusal) takeBack(unsent);
    else show(unsent);
  }
}

/** Gives a text that the stack refused back to be changed. */
function takeBack(unsent) {
  unsentTexts.delete(unsent);
  conversation.remove(unsent.id);
  problem.textContent = unsent.failure;
  text.value ||= unsent.text;
}

function send(body, media = []) {
  const unsent = {
    id: crypto.randomUUID(),
    from: member.value,
    text: body,
    media,
    at: new Date(stackNow()).toISOString(),
    retry() {
      text.focus();
      void attempt(unsent);
    },
  };
  unsentTexts.add(unsent);
  void attempt(unsent);
  conversation.scrollToEnd();
}

/** A file as the stack takes it. */
function readFile(file) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const reader = new FileReader();
  reader.addEventListener("error", () => reject(new Error(`${file.name} cannot be read.`)));
  reader.addEventListener("load", () =>
    resolve({
      filename: file.name,
      contentType: file.type || "application/octet-stream",
      base64: reader.result.slice(reader.result.indexOf(",") + 1),
    }),
  );
  reader.readAsDataURL(file);
  return promise;
}

function showAttached() {
  element("attached").textContent = [...picture.files].map(({ name }) => name).join(", ");
}

picture.addEventListener("change", showAttached);
element("composer").addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = text.value;
  const files = [...picture.files];
  problem.textContent = body.trim() === "" && files.length === 0 ? "Type a text first." : "";
  text.focus();
  if (problem.textContent !== "") return;
  text.value = "";
  picture.value = "";
  showAttached();
  try {
    send(body, await Promise.all(files.map(readFile)));
  } catch (error) {
    problem.textContent = error.message;
  }
});
text.addEventListener("input", () => {
  problem.textContent = "";
});
text.addEventListener("keydown", (event) => {
  // Enter that ends the composition of a character (as in Japanese) does not send.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  element("composer").requestSubmit();
});
for (const button of document.querySelectorAll("[data-text]")) {
  button.addEventListener("click", () => {
    problem.textContent = "";
    send(button.dataset.text);
  });
}

// The clock

function stackNow() {
  return Date.now() + clockOffsetMs;
}

function showTime() {
  const now = stackNow();
  element("now").textContent = formatStackTime(now);
  element("now").dateTime = new Date(now).toISOString();
}

function setClock({ now }) {
  clockOffsetMs = Date.parse(now) - Date.now();
  showTime();
}

setInterval(showTime, 1000);
const jumps = [...document.querySelectorAll("[data-advance-hours]")];
for (const button of jumps) {
  button.addEventListener("click", async () => {
    const status = element("clock-status");
    // Not disabled, which would take the focus away from the button.
    if (jumps.some((other) => other.ariaDisabled === "true")) return;
    for (const other of jumps) other.ariaDisabled = "true";
    status.textContent = "Moving the clock…";
    try {
      setClock(await Stack.advanceClock(Number(button.dataset.advanceHours) * hourMs));
      status.textContent = "";
    } catch (error) {
      status.textContent = `The clock was not moved. ${describeFailure(error)}`;
    }
    for (const other of jumps) other.ariaDisabled = null;
  });
}

// The connection

function showStopped() {
  connection.dataset.state = "stopped";
  connection.textContent = "Stopped";
  notice.textContent = "The stack does not answer. Start it again with npm run dev; this page reconnects by itself.";
  notice.hidden = false;
}

async function showConnected() {
  const { jules, members } = await Stack.getNumbers();
  element("jules-number").textContent = formatNumber(jules);
  showMembers([...members, ...JSON.parse(localStorage.getItem(membersKey) ?? "[]")]);
  const last = localStorage.getItem(memberKey);
  if (last !== null && [...member.options].some((option) => option.value === last)) member.value = last;
  await showConversation();
  connection.dataset.state = "connected";
  connection.textContent = "Connected";
  notice.hidden = true;
}

Stack.listen({
  connected: () => showConnected().catch(showStopped),
  lost: showStopped,
  clock: setClock,
  text({ number, text: arrived }) {
    showMembers([number]);
    // The event of a text from here may come before the answer to its request, or in place of it.
    const unsent = [...unsentTexts].find((own) => own.from === number && own.text === arrived.text);
    if (unsent && arrived.direction === "inbound") confirm(unsent, arrived);
    else changeConversation(number, () => conversation.put(arrived));
  },
  state({ number, id, state, errorCode }) {
    changeConversation(number, () => conversation.change(id, state, errorCode));
  },
});
text.focus();
