import { instant, type PhoneNumber, textId } from "@jules/core/kernel";
import type { Random } from "../engine/index.ts";
import type { Action, PersonText, TextKind } from "./person.ts";
import { SIGNS } from "./signs.ts";
import { THOUGHTS } from "./thoughts.ts";

export interface ScriptSettings {
  readonly random: Random;
  readonly startMs: number;
  /** People write until then. */
  readonly untilMs: number;
  readonly bursts: number;
  readonly people: number;
}

const LOCAL_NUMBERS = ["+19195550100", "+19195550101"] as readonly string[] as readonly PhoneNumber[];
const TOLL_FREE_NUMBER = "+18335550100" as PhoneNumber;

const WORDS: Readonly<Record<Exclude<TextKind, "chat">, readonly string[]>> = {
  crisis: SIGNS.crisis,
  concern: SIGNS.concern,
  watch: [...SIGNS.graveOnSecondLook, ...SIGNS.harmlessOnSecondLook],
  safe: ["yes im safe", "no thoughts like that anymore"],
  yes: ["yes", "YES"],
  // In plain words it counts as much, whatever the number.
  stop: ["STOP", "stop", "Unsubscribe", "END", "please stop texting me", "ALTO"],
  unclear: ["im at work please stop texting me", "wrong number", "not interested"],
  year: ["1990", "i was born in 1984", "born in 2001"],
  minor: ["im 15"],
  start: ["START", "unstop"],
  help: ["HELP", "info"],
  reaction: ["Liked \u201Cthat sounds good\u201D", "Laughed at \u201Cgood morning\u201D"],
  group: ["are we still on for friday?"],
  picture: [""],
};

/** Some words are what they are only when nothing stands beside them; a picture has no words. */
const WITHOUT_SERIAL: ReadonlySet<TextKind> = new Set([
  "stop",
  "start",
  "help",
  "picture",
  "safe",
  "yes",
  "unclear",
  "year",
  "minor",
]);

/** Everything people do in one world, in the order of time. Nothing in it depends on what happens to their texts. */
export function writeScript(settings: ScriptSettings): readonly Action[] {
  const { random, startMs, untilMs, bursts, people } = settings;
  const numbers = Array.from({ length: people }, (_, index) => `+1415${String(5_550_000 + index)}` as PhoneNumber);
  const ownOf = new Map(numbers.map((number) => [number, ownNumber(random)]));
  // One carrier's clock ticks in seconds, another's in milliseconds.
  const ticksInSeconds = new Set(numbers.filter(() => random.chance(0.5)));
  const actions: Action[] = [];
  const stopped = new Set<PhoneNumber>();
  // From there on none of them could be somebody's age.
  let serial = 100;
  const moments = Array.from({ length: bursts }, () => startMs + random.next() * (untilMs - startMs)).sort(
    (one, other) => one - other,
  );
  for (const atMs of moments) {
    const number = random.pick(numbers);
    const to = ownOf.get(number) as PhoneNumber;
    if (random.chance(0.002)) actions.push({ kind: "block", atMs, number });
    const parts = burst(random, stopped.has(number));
    // The texts of a burst take much the same way.
    const wayMs = random.between(150, 700);
    const texts = parts.map(({ kind, words, afterMs }): PersonText => {
      serial += 1;
      if (kind === "stop") stopped.add(number);
      if (kind === "start") stopped.delete(number);
      const saidAtMs = Math.floor(atMs + afterMs);
      return {
        id: textId(`${random.below(0x1_0000_0000).toString(36)}-${serial}`),
        ...{ serial, kind, from: number, to, body: withSerial(kind, serial, words) },
        saidAt: instant(ticksInSeconds.has(number) ? Math.floor(saidAtMs / 1_000) * 1_000 : saidAtMs),
        arrivesAtMs: saidAtMs + wayMs + random.between(0, 200),
      };
    });
    actions.push({ kind: "burst", atMs, number, texts });
  }
  return actions;
}

/** The serial number in front, where it changes nothing of what the words look like to who reads their end. */
function withSerial(kind: TextKind, serial: number, words: string): string {
  if (WITHOUT_SERIAL.has(kind)) return words;
  return kind === "reaction" ? words.replace("\u201C", `\u201C#${serial} `) : `#${serial} ${words}`;
}

function ownNumber(random: Random): PhoneNumber {
  return random.chance(0.15) ? TOLL_FREE_NUMBER : random.pick(LOCAL_NUMBERS);
}

/** A text of a burst, and when it is said after the burst's first one. */
interface Part {
  readonly kind: TextKind;
  readonly words: string;
  readonly afterMs: number;
}

/** Somebody who keeps typing. */
const FLOOD_TEXTS = 12;
const FLOOD_GAP_MS = 2_500;
const LONGEST_GAP_MS = 6_000;

function burst(random: Random, isStopped: boolean): readonly Part[] {
  const draw = random.next();
  // They do not know what they are asked; often enough it fits.
  if (draw > 0.93) return apart(random, [draw > 0.96 ? "safe" : "yes"]);
  if (isStopped && draw < 0.3) return apart(random, draw < 0.25 ? ["start"] : ["start", "chat"]);
  if (draw < 0.05) return apart(random, ["stop"]);
  if (draw < 0.06) return apart(random, ["stop", "start"]);
  if (draw < 0.07) return apart(random, ["start", "stop"]);
  if (draw < 0.1) return apart(random, ["chat", "stop"]);
  if (draw < 0.12) return apart(random, ["help"]);
  if (draw < 0.13) return apart(random, ["crisis"]);
  if (draw < 0.137) return apart(random, ["chat", "crisis"]);
  if (draw < 0.143) return apart(random, ["crisis", "crisis"]);
  if (draw < 0.147) return apart(random, ["crisis", "stop"]);
  if (draw < 0.155) return apart(random, ["concern"]);
  if (draw < 0.165) return apart(random, ["watch"]);
  if (draw < 0.168) return apart(random, ["chat", "watch"]);
  if (draw < 0.17) return apart(random, ["safe", "crisis"]);
  if (draw < 0.176) return apart(random, ["safe", "chat"]);
  if (draw < 0.18) return apart(random, ["yes"]);
  if (draw < 0.19) return apart(random, ["reaction"]);
  if (draw < 0.2) return apart(random, ["group"]);
  if (draw < 0.205) return apart(random, ["picture", "chat"]);
  if (draw < 0.21) return apart(random, ["unclear"]);
  if (draw < 0.213) return apart(random, random.chance(0.7) ? ["chat", "unclear"] : ["unclear", "unclear"]);
  if (draw < 0.219) return apart(random, ["year"]);
  if (draw < 0.22) return apart(random, ["minor"]);
  if (draw < 0.227) return apart(random, chats(FLOOD_TEXTS), FLOOD_GAP_MS);
  if (draw < 0.35) return apart(random, chats(2));
  if (draw < 0.42) return apart(random, chats(4));
  const { texts } = random.pick(THOUGHTS);
  return texts.map(({ atMs, body }): Part => ({ kind: "chat", words: body, afterMs: atMs }));
}

function chats(count: number): readonly TextKind[] {
  return Array.from({ length: count }, () => "chat" as const);
}

/** Texts that may or may not belong together. */
function apart(random: Random, kinds: readonly TextKind[], longestGapMs = LONGEST_GAP_MS): readonly Part[] {
  let afterMs = 0;
  return kinds.map((kind, index): Part => {
    if (index > 0) afterMs += random.between(200, longestGapMs);
    const words = kind === "chat" ? (random.pick(THOUGHTS).texts[0]?.body ?? "hey") : random.pick(WORDS[kind]);
    return { kind, words, afterMs };
  });
}
