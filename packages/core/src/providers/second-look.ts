import { type Adviser, type SecondLook, type SecondOpinion, together } from "../crisis/index.ts";
import { Failure } from "../kernel/index.ts";
import { type GuardSettings, ProviderGuard } from "./provider-guard.ts";

/** Who can be asked for a second opinion. */
export type AdviserName = "classifier" | "moderation";

interface AskedAdviser {
  /** Under this name it is spared in an outage, apart from all other calls of the same provider. */
  readonly name: AdviserName;
  readonly adviser: Adviser;
  /** Whether its `none` says that nothing is there. One that hears nothing veiled may raise, and clears nobody. */
  readonly clears: boolean;
  /** Whether the stage has it; true unless said otherwise. Looked up for every text, since a key can be set any time. */
  readonly isOn?: () => Promise<boolean>;
}

export interface SecondLookSettings extends Omit<GuardSettings, "provider"> {
  readonly advisers: readonly AskedAdviser[];
  /** Takes why one of them had no opinion. */
  readonly failed: (name: AdviserName, error: unknown) => void;
}

/**
 * Asks all advisers at once and takes the graver of what they say; one that fails leaves the others.
 *
 * Each has a breaker of its own, apart from that of the replies: an adviser has a few seconds where a reply has many,
 * and a classifier that is slow, or whose model was withdrawn, must not keep a member from an answer. For the same
 * reason a look is never a retry: it is made once, spends nothing of a retry budget and brings nothing into that of
 * the replies.
 */
export function createSecondLook(settings: SecondLookSettings): SecondLook {
  const asked = settings.advisers.map((adviser) => ({
    ...adviser,
    guard: new ProviderGuard({ ...settings, provider: adviser.name }),
  }));

  async function opinionOf(
    { name, adviser, guard, clears, isOn }: (typeof asked)[number],
    texts: readonly string[],
    timeoutMs: number,
  ): Promise<SecondOpinion | undefined> {
    try {
      if (isOn && !(await isOn())) return undefined;
      const advice = await guardedAdvice(guard, adviser, texts, timeoutMs);
      if (advice instanceof Failure) throw advice;
      return clears || advice.tier !== "none" ? advice : undefined;
    } catch (error) {
      settings.failed(name, error);
      return undefined;
    }
  }

  return {
    async look(texts, timeoutMs) {
      if (texts.length === 0) return undefined;
      const opinions = await Promise.all(asked.map((each) => opinionOf(each, texts, timeoutMs)));
      return opinions
        .filter((opinion) => opinion !== undefined)
        .reduce<SecondOpinion | undefined>((all, opinion) => (all ? together(all, opinion) : opinion), undefined);
    },
  };
}

async function guardedAdvice(
  guard: ProviderGuard,
  adviser: Adviser,
  texts: readonly string[],
  timeoutMs: number,
): Promise<SecondOpinion | Failure> {
  const leave = await guard.admit({ timeoutMs, again: false });
  if (typeof leave === "string") {
    return new Failure("second-look.unavailable", "the provider is spared", { detail: leave });
  }
  const advice = await adviser.advise(texts, timeoutMs);
  // A refusal, or an answer that cannot be read, is one of a provider that is well.
  await guard.settle(leave, advice instanceof Failure && advice.code === "second-look.unavailable");
  return advice;
}
