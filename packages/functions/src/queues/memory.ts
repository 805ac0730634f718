import * as z from "zod/mini";
import { instantField, memberIdField } from "./fields.ts";

/** Whose conversation is to be read for what to remember, and nothing of what is in it. */
export const MemoryMessage = z.object({
  v: z.literal(1),
  member: memberIdField,
  /** When it was asked for: one that was overtaken by a later one is none. */
  rungAt: instantField,
});

export type MemoryMessage = z.infer<typeof MemoryMessage>;

/** How often the queue hands one out before it parks it. A test of the stacks holds the two together. */
export const MEMORY_RECEIVES = 4;
