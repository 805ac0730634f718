import * as z from "zod/mini";
import { conversationEnvironment } from "../../runtime/conversation.ts";

export const environmentSchema = z.object(conversationEnvironment);
