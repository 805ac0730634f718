import type { StackContext } from "sst/constructs";
import { EncryptionKey } from "../infra/encryption-key.ts";
import { OnCall } from "../infra/on-call.ts";
import { readConfiguration } from "./configuration.ts";
import { declareSecrets } from "./secrets.ts";

/** What everything else stands on: configuration, the encryption key, the secrets, and whom an alarm reaches. */
export function foundations({ app, stack }: StackContext) {
  const configuration = readConfiguration(app.stage, process.env);
  const { pageEmail, ticketEmail, runbooksUrl } = configuration.onCall;

  const encryptionKey = new EncryptionKey(stack, "encryption-key", {
    alias: app.logicalPrefixedName("data"),
    description: "Encrypts tables, queues, logs and media, and wraps the keys that seal members' texts.",
    isProduction: configuration.isProduction,
  });
  const onCall = new OnCall(stack, "on-call", {
    encryptionKey,
    emails: { page: pageEmail, ticket: ticketEmail },
    runbooksUrl,
    namePrefix: `${app.stage}-${app.name}`,
  });

  return { configuration, encryptionKey, onCall, secrets: declareSecrets(stack, app.name) };
}
