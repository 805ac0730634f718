import * as z from "zod/mini";
import { memberIdField } from "./fields.ts";

/** The doorbell: says whose inbox to look into, and nothing of what is in it. */
export const TurnMessage = z.object({ v: z.literal(1), member: memberIdField });

export type TurnMessage = z.infer<typeof TurnMessage>;

/** How often the queue hands a doorbell out before it parks it. A test of the stacks holds the two together. */
export const TURN_RECEIVES = 3;
