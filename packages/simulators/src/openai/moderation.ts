/** The endpoint's categories, each with the words of this simulation's own that raise it, and how much. */
const categories: Readonly<Record<string, readonly (readonly [RegExp, number])[]>> = {
  harassment: [[/\b(idiot|loser|kys|kill yourself)\b/, 0.7]],
  "harassment/threatening": [[/\b(kill|shoot|stab|hurt) (you|him|her|them)\b/, 0.75]],
  hate: [],
  "hate/threatening": [],
  illicit: [],
  "illicit/violent": [],
  "self-harm": [
    [/\b(suicid\w*|kill(ing)? myself|cut(ting)? myself|want to die|overdose)\b|matarme|morirme|cortarme/, 0.9],
  ],
  "self-harm/intent": [
    [/\b(kill(ing)? myself|end my life|want to die|going to cut myself)\b|quiero (morir|matarme)/, 0.95],
    [/\b(better off without me|no reason to live|goodbye forever)\b/, 0.45],
  ],
  "self-harm/instructions": [[/\bhow (many|much|do i|to)\b.*\b(overdose|hang|kill myself)\b/, 0.8]],
  sexual: [],
  "sexual/minors": [],
  violence: [[/\b(kill|shoot|stab|beats?|chokes?|hits) (me|him|her|them|everyone)\b|me pega/, 0.85]],
  "violence/graphic": [],
};

const withImages = [
  "self-harm",
  "self-harm/intent",
  "self-harm/instructions",
  "sexual",
  "violence",
  "violence/graphic",
];

/** What is never quite zero. */
const background = 0.000_1;
const flaggedFrom = 0.5;

export type Scores = Readonly<Record<string, number>>;

/** How sure the simulated model is of each category, by a few rules: the highest that applies. */
export function scoresOf(text: string): Scores {
  const words = text.toLowerCase().replaceAll("’", "'");
  return Object.fromEntries(
    Object.entries(categories).map(([name, rules]) => {
      const found = rules.flatMap(([pattern, score]) => (pattern.test(words) ? [score] : []));
      return [name, Math.max(background, ...found)];
    }),
  );
}

/** One element of `results`. Scores that are not given are next to nothing. */
export function resultOf(given: Scores): unknown {
  const names = Object.keys(categories);
  const scores = Object.fromEntries(names.map((name) => [name, given[name] ?? background]));
  const flags = Object.fromEntries(names.map((name) => [name, (scores[name] ?? 0) >= flaggedFrom]));
  return {
    flagged: Object.values(flags).includes(true),
    categories: flags,
    category_scores: scores,
    category_applied_input_types: Object.fromEntries(
      names.map((name) => [name, withImages.includes(name) || given[name] !== undefined ? ["text"] : []]),
    ),
  };
}
