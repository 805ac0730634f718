import { createBlindIndex } from "@jules/adapters/blind-index";
import { createQueue } from "@jules/adapters/sqs";
import { createSecrets } from "@jules/adapters/ssm";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);

export const dependencies: Dependencies = {
  reporter: createReporter({ service: "webhook-bandwidth", environment, clock: systemClock }),
  clock: systemClock,
  secrets: createSecrets({
    path: environment.SECRETS_PATH,
    required: ["BandwidthInboundCredentials", "BandwidthStatusCredentials", "BandwidthPathSecret", "NumberPeppers"],
    optional: [
      "BandwidthInboundCredentialsPrevious",
      "BandwidthStatusCredentialsPrevious",
      "BandwidthPathSecretPrevious",
    ],
    now: () => Date.now(),
  }),
  blindIndex: createBlindIndex,
  inbound: createQueue({ url: environment.INBOUND_QUEUE_URL }),
  statuses: createQueue({ url: environment.STATUS_QUEUE_URL }),
  applicationId: environment.BANDWIDTH_APPLICATION_ID,
  ownNumbers: environment.BANDWIDTH_NUMBERS,
};
