import type { Case } from "../case.ts";
import { ABILITIES } from "./abilities.ts";
import { ADVERSARIAL } from "./adversarial.ts";
import { ADVICE, OPINIONS } from "./advice.ts";
import { BEING, LEAVING } from "./being.ts";
import { EVERYDAY } from "./everyday.ts";
import { HARD } from "./hard.ts";
import { JOY } from "./joy.ts";
import { MEMORY } from "./memory.ts";
import { SPANISH } from "./spanish.ts";

export const CORPUS: Readonly<Record<string, readonly Case[]>> = {
  "everyday, short and odd": EVERYDAY,
  joy: JOY,
  "hard days": HARD,
  "what Jules is": BEING,
  leaving: LEAVING,
  "health, law, money": ADVICE,
  opinions: OPINIONS,
  "what Jules cannot do": ABILITIES,
  memory: MEMORY,
  adversarial: ADVERSARIAL,
  Spanish: SPANISH,
};

export const CASES: readonly Case[] = Object.values(CORPUS).flat();
