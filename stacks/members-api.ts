import { type App, type Function as LambdaFunction, type Stack, use } from "sst/constructs";
import { acceptFinding } from "../infra/accepted-finding.ts";
import type { GuardedRoute } from "../infra/public-api.ts";
import { conversing } from "./conversing.ts";
import { data } from "./data.ts";
import { foundations } from "./foundations.ts";
import { createFunction } from "./function.ts";
import { queues } from "./queues.ts";

/** The routes of the operators, as `packages/functions/src/api/members/routes.ts` has them; a test holds the two together. */
const ROUTES = {
  "POST /v1/opt-ins": "members.write",
  "POST /v1/opt-outs": "members.write",
  "POST /v1/members/lookup": "members.read",
  "GET /v1/members/{id}": "members.read",
  "DELETE /v1/members/{id}": "members.write",
  "POST /v1/members/{id}/exports": "members.write",
  "POST /v1/members/{id}/forget": "members.write",
  "POST /v1/members/{id}/age": "members.write",
  "GET /v1/members/{id}/statistics": "members.read",
  "GET /v1/members/{id}/history": "members.read-content",
  "GET /v1/members/{id}/preferences": "members.read-content",
  "PUT /v1/members/{id}/preferences": "members.write",
  "GET /v1/members/{id}/memory": "members.read-content",
  "DELETE /v1/members/{id}/memory/{factId}": "members.write",
  "GET /v1/members/{id}/subscription": "members.read",
  "GET /v1/members/{id}/subscription/last-payment": "members.read",
  "POST /v1/members/{id}/subscription/link": "members.write",
  "POST /v1/members/{id}/subscription/end": "billing.write",
  "POST /v1/members/{id}/subscription/keep": "billing.write",
  "POST /v1/members/{id}/subscription/pause": "billing.write",
  "POST /v1/members/{id}/subscription/resume": "billing.write",
  "POST /v1/members/{id}/subscription/change-preview": "members.read",
  "POST /v1/members/{id}/subscription/change": "billing.write",
  "POST /v1/members/{id}/subscription/refunds": "billing.write",
  "GET /v1/ledger/{numberHash}": "members.read",
  "GET /v1/reports/referrals": "members.read",
} as const;

/** What operators may ask about members, and the document that says how. */
export function membersApi(
  app: App,
  stack: Stack,
): { readonly guarded: readonly GuardedRoute[]; readonly open: Readonly<Record<string, LambdaFunction>> } {
  const { configuration, secrets } = use(foundations);
  const { memberKeys, members, counters } = use(data);
  const { privacy } = use(queues);
  const conversation = conversing(app);
  const { encryptionKey } = use(foundations);

  const target = createFunction(stack, "members-api", {
    folder: "api/members",
    memoryMegabytes: 512,
    // Stripe may take eight seconds for each thing that it is asked; the API waits for thirty.
    timeoutSeconds: 28,
    environment: {
      ...conversation.environment,
      BANDWIDTH_NUMBERS: configuration.bandwidth.numbers,
      PRIVACY_QUEUE_URL: privacy.queue.queueUrl,
      PUBLIC_URL: configuration.publicUrl,
      STRIPE_API_URL: configuration.billing.stripeUrl,
      SELLS: configuration.billing.sells,
    },
    grants: [
      ...conversation.grants,
      ...members.access("PutItem"),
      // The agenda lies in the member's own partition, the conversation in its index.
      ...members.access("Query", "BatchWriteItem"),
      // That a subscription ends, taken back.
      ...members.access("DeleteItem"),
      ...members.query("history"),
      ...memberKeys.access("PutItem"),
      ...counters.access("Query"),
      ...privacy.send(),
      // Whoever opts in on a page may be the first of a branch of keys.
      encryptionKey.withContext({ app: app.name, stage: app.stage, keys: "branches" }, "kms:Encrypt"),
      secrets.read(
        ...(["BandwidthApiCredentials", "LinkSigningKeys", "NumberPeppers"] as const),
        ...(["RuleSwitches", "StripeSecretKey"] as const),
      ),
    ],
    errors: {
      errorImpact:
        "Opt-ins and opt-outs that come by other ways than a text fail, and operators cannot see to members.",
      severity: "ticket",
      limit: 3,
      runbook: "privacy",
    },
  });
  const guarded = Object.entries(ROUTES).map(([key, scope]) => {
    const [method, path = ""] = key.split(" ");
    return { method: method as GuardedRoute["method"], path, scope, target };
  });
  return { guarded, open: { "/openapi.json": target } };
}

/** Where the links in our texts lead that open a copy of somebody's data. */
export function exportLinks(app: App, stack: Stack): Readonly<Record<string, LambdaFunction>> {
  const { configuration, encryptionKey, secrets } = use(foundations);
  const { members, media } = use(data);
  const target = createFunction(stack, "exports", {
    folder: "api/exports",
    memoryMegabytes: 256,
    timeoutSeconds: 5,
    environment: {
      STAGE: app.stage,
      SECRETS_PATH: secrets.path,
      MEMBERS_TABLE: members.tableName,
      MEDIA_BUCKET: media.bucketName,
      PUBLIC_URL: configuration.publicUrl,
    },
    grants: [
      ...members.access("GetItem"),
      ...media.read("exports"),
      encryptionKey.forTables(),
      secrets.read("LinkSigningKeys"),
    ],
    errors: {
      errorImpact: "Members cannot open the copy of their data that they asked for.",
      severity: "ticket",
      limit: 3,
      runbook: "privacy",
    },
  });
  acceptFinding(stack.node.findChild("exports-role"), {
    rule: "AwsSolutions-IAM5",
    reason:
      "Each copy of a member's data has a random name, so that the role can name no more than the folder of all of them.",
    reviewBy: "2027-05-31",
  });
  return { "/x/{token}": target };
}
