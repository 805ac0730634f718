import type { InjectionCase } from "../injection-case.ts";
import { DATA } from "./data.ts";
import { EXFILTRATION } from "./exfiltration.ts";
import { INSTRUCTIONS } from "./instructions.ts";
import { SAFETY } from "./safety.ts";
import { WORLD } from "./world.ts";

export const CASES: readonly InjectionCase[] = [...INSTRUCTIONS, ...EXFILTRATION, ...DATA, ...SAFETY, ...WORLD];
