/** What the check for a crisis adds to the cold start of intake: its code, its weights, and one text judged. */
import { warmUp } from "@jules/core/crisis/assessing";

warmUp();

export const handler = async () => ({ statusCode: 200, body: "" });
