export { type Applied, type Applying, applied, type ExtractedFact, type Extraction, isFit } from "./applying.ts";
export {
  type ExtractionPrompt,
  extractionPrompt,
  knownOf,
  type MemoryExtractor,
  parseExtraction,
  type Reading,
  type ReadingCost,
  type ReadText,
  readable,
  type Stretch,
  type Transcript,
} from "./extracting.ts";
export { type Unfit, unfitness } from "./fitness.ts";
export { forgotten, forgottenSince, unsaid } from "./forgetting.ts";
export { type Day, type Fact, type FactId, type Memory, NO_MEMORY } from "./memory.ts";
export { currentFacts, type Recalled, recalled } from "./recalling.ts";
export { correctionIn, type MemoryRequest, memoryRequest, noteIn } from "./requests.ts";
export { isBellDue } from "./ringing.ts";
export { subjectOf, topicOfWords } from "./subject.ts";
export { MEMORY_TEXT_CODES, type MemoryTextCode, memoryText, refusalText } from "./texts.ts";
