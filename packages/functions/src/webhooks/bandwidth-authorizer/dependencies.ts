import { createSecrets } from "@jules/adapters/ssm";
import { readEnvironment } from "../../runtime/environment.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);

export const dependencies: Dependencies = {
  secrets: createSecrets({
    path: environment.SECRETS_PATH,
    required: ["BandwidthInboundCredentials", "BandwidthStatusCredentials"],
    optional: ["BandwidthInboundCredentialsPrevious", "BandwidthStatusCredentialsPrevious"],
    now: () => Date.now(),
  }),
};
