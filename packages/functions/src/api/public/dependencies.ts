import { readEnvironment } from "../../runtime/environment.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

export const dependencies: Dependencies = { stage: readEnvironment(environmentSchema, process.env).STAGE };
