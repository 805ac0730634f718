import type { SecondLook, SecondOpinion } from "@jules/core/crisis";

export interface ScriptedSecondLook extends SecondLook {
  /** At what it was asked to look, in order, and with how much time. */
  readonly looks: { readonly texts: readonly string[]; readonly timeoutMs: number }[];
  /** What the next looks see, `undefined` for no answer; afterwards, the usual again. */
  next(...opinions: (SecondOpinion | undefined)[]): void;
}

/** @param usual what is seen in a text when nothing is scripted: nothing, unless said otherwise. */
export function scriptedSecondLook(
  usual: (text: string) => SecondOpinion = () => ({ tier: "none", categories: [] }),
): ScriptedSecondLook {
  const looks: ScriptedSecondLook["looks"] = [];
  const script: (SecondOpinion | undefined)[] = [];
  return {
    looks,
    next: (...opinions) => void script.push(...opinions),
    async look(texts, timeoutMs) {
      looks.push({ texts, timeoutMs });
      const last = texts.at(-1);
      if (last === undefined) return undefined;
      return script.length > 0 ? script.shift() : usual(last);
    },
  };
}
