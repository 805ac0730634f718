export { type Segment, see } from "./features.ts";
export { RULE_NAMES } from "./grammar.ts";
export { type Detector, detector, detectorOf, type KeptWeights } from "./kept-weights.ts";
export { lexiconWords } from "./lexicon.ts";
export { HEADS, type Head, judge, pooled, risk, SHARPNESS, shareOf, type Weights } from "./model.ts";
export { CONTRACTIONS, SHORTHAND } from "./spelling.ts";
export { tokens } from "./tokens.ts";
