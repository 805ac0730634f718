import type { Instant, TextId } from "../kernel/index.ts";
import { mentions } from "../privacy/index.ts";
import type { Fact, Memory } from "./memory.ts";

/**
 * The memory without what mentions a topic. The summary goes with it, whatever it says: nobody can tell what in it came from
 * where. What is being read at this moment will not be kept either.
 */
export function forgotten(memory: Memory, about: string): Memory {
  return without(memory, ({ text, topic }) => mentions(text, about) || mentions(topic.replaceAll("/", " "), about));
}

/** The memory without what was taken from these texts, and without the summary. */
export function forgottenSince(memory: Memory, sources: Iterable<TextId | string>): Memory {
  const gone = new Set<string>(sources);
  return without(memory, ({ source }) => gone.has(source));
}

/**
 * The memory as if nothing had been said from one moment to another, both of them included: what that took the place of is so
 * again. By time and not by text: the texts may be gone already.
 */
export function unsaid(memory: Memory, from: Instant, until: Instant): Memory {
  const isGone = ({ learnedAt }: Fact) => learnedAt >= from && learnedAt <= until;
  const ids = new Set<string>(memory.facts.filter(isGone).map(({ id }) => id));
  const facts = memory.facts.map((fact) =>
    fact.superseded && ids.has(fact.superseded.by) ? { ...fact, superseded: undefined } : fact,
  );
  return without({ ...memory, facts }, isGone);
}

function without(memory: Memory, isGone: (fact: Fact) => boolean): Memory {
  return {
    ...memory,
    facts: memory.facts.filter((fact) => !isGone(fact)),
    summary: undefined,
    forgets: (memory.forgets ?? 0) + 1,
  };
}
