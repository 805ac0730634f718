export { administratorAccessKeyId } from "./access.ts";
export { type LocalStack, type Ready, type StackOptions, type SynthesizedStacks, startStack } from "./start-stack.ts";
