import * as z from "zod/mini";
import { conversationEnvironment } from "../../runtime/conversation.ts";
import { verifyingEnvironment } from "../../runtime/verifying.ts";

export const environmentSchema = z.object({ ...conversationEnvironment, ...verifyingEnvironment });
