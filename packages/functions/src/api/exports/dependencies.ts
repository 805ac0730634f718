import { createDocuments, createExportCopies } from "@jules/adapters/dynamo";
import { lateLinks } from "@jules/adapters/links";
import { presignedUrl } from "@jules/adapters/s3-links";
import { createSecrets } from "@jules/adapters/ssm";
import { systemClock } from "../../runtime/clock.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["LinkSigningKeys"],
  now: () => Date.now(),
});

/** The credentials of the function's own role, as Lambda gives them. */
function fileUrl(key: string, seconds: number): string {
  const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "", AWS_SESSION_TOKEN, AWS_REGION = "" } = process.env;
  const { AWS_ENDPOINT_URL_S3: given } = process.env;
  const bucket = environment.MEDIA_BUCKET;
  return presignedUrl(
    { endpoint: given ? `${given}/${bucket}` : `https://${bucket}.s3.${AWS_REGION}.amazonaws.com`, key },
    {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      sessionToken: AWS_SESSION_TOKEN,
      region: AWS_REGION,
    },
    systemClock.now(),
    seconds,
  );
}

export const dependencies: Dependencies = {
  clock: systemClock,
  reporter: createReporter({ service: "exports", environment, clock: systemClock }),
  links: lateLinks({
    keys: async () => (await secrets.read()).LinkSigningKeys,
    publicUrl: environment.PUBLIC_URL,
  }),
  copies: createExportCopies({ documents: createDocuments(), membersTable: environment.MEMBERS_TABLE }),
  fileUrl,
};
