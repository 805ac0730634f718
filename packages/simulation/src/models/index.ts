export { type Acceptance, type Carrier, createCarrier } from "./carrier.ts";
export { createDocumentsModel } from "./documents.ts";
export { createKeyringModel, createSealedContents, type SealedContents } from "./keys.ts";
export { createLanguageModel, type Question } from "./language-model.ts";
export { createBringBackModel, createDoorbellModel, type Entry } from "./queues.ts";
export { createSecondLookModel } from "./second-look.ts";
export { createSharedStateModel } from "./shared-state.ts";
