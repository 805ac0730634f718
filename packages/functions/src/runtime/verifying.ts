import { createErasureSchedule, createOwedDeletions, createVerificationStore } from "@jules/adapters/dynamo";
import type { Keyring } from "@jules/adapters/kms";
import { lateLinks } from "@jules/adapters/links";
import type { Secrets } from "@jules/adapters/ssm";
import { createVeriff } from "@jules/adapters/veriff";
import * as z from "zod/mini";
import type { createConversation } from "./conversation.ts";
import { passMark, text, url } from "./environment.ts";

/** What every function needs that asks the verifier. */
export const verifyingEnvironment = {
  MEMBERS_TABLE: text,
  VERIFF_API_URL: url,
  PUBLIC_URL: url,
  ESTIMATED_AGE_PASS_MARK: passMark,
};

const schema = z.object(verifyingEnvironment);

/** A person waits for the answer to a page. */
const TIMEOUT_MS = 5_000;

/** The verifier, and what stands of members' verifications. */
export function createVerifying(
  environment: z.output<typeof schema>,
  secrets: Pick<Secrets<"LinkSigningKeys" | "VeriffApiKey" | "VeriffSharedSecret">, "read">,
  { documents, keyring }: Pick<ReturnType<typeof createConversation>, "documents"> & { readonly keyring: Keyring },
) {
  const membersTable = environment.MEMBERS_TABLE;
  return {
    passMark: environment.ESTIMATED_AGE_PASS_MARK,
    verifications: createVerificationStore({ documents, membersTable, keyring }),
    erasures: createErasureSchedule({ documents, membersTable }),
    owed: createOwedDeletions({ documents, membersTable }),
    links: lateLinks({
      keys: async () => (await secrets.read()).LinkSigningKeys,
      publicUrl: environment.PUBLIC_URL,
    }),
    verifier: createVerifier(environment.VERIFF_API_URL, secrets),
  };
}

/** The verifier alone. */
export function createVerifier(baseUrl: string, secrets: Pick<Secrets<"VeriffApiKey" | "VeriffSharedSecret">, "read">) {
  return createVeriff({
    baseUrl,
    secrets: async () => {
      const { VeriffApiKey: apiKey, VeriffSharedSecret: sharedSecret } = await secrets.read();
      return { apiKey, sharedSecret };
    },
    timeoutMs: TIMEOUT_MS,
  });
}
