import { type LocalAws, startAws } from "@jules/local/aws";
import { LocalClock } from "@jules/local/clock";
import { startUpstash } from "@jules/local/upstash";
import { startAnthropicSimulator } from "@jules/simulators/anthropic";
import { startBandwidthSimulator } from "@jules/simulators/bandwidth";
import { restRequest } from "@jules/testkit/lambda";
import { TABLES } from "@jules/testkit/tables";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { REDIS_PATH, type Recorder, startRecorder } from "./recorder.ts";

const KMS_KEY = "arn:aws:kms:us-east-1:000000000000:key/bench";
const SECRETS_PATH = "/sst/jules/bench/Secret";
const APPLICATION = "5d1c9a52-7f0e-4a55-9d1b-3b6a0f2c7e11";
const ACCOUNT = "9900123";
const OWN_NUMBER = "+19195550100";
const MEMBER_NUMBER = "+14155550123";

export const SECRETS = {
  BandwidthInboundCredentials: "inbound:present",
  BandwidthStatusCredentials: "status:present",
  BandwidthPathSecret: "path-secret",
  BandwidthApiCredentials: "client:secret",
  AnthropicApiKey: "key",
  LinkSigningKeys: `1:${Buffer.alloc(32, 9).toString("base64")}`,
  NumberPeppers: `1:${Buffer.alloc(32, 7).toString("base64")}`,
  UpstashRedisToken: "redis-token",
};

/** Everything that the functions talk to, empty, with a recorder in between. */
export interface World {
  readonly recorder: Recorder;
  /** What a function finds in its environment; one for all of them. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const clock = new LocalClock();
  const aws = await startAws({ clock, dataDirectory: undefined, access: { authorize: () => true } });
  const anthropic = await startAnthropicSimulator({ apiKey: SECRETS.AnthropicApiKey });
  const bandwidth = await startBandwidthSimulator({
    ...{ accountId: ACCOUNT, applicationId: APPLICATION, numbers: [OWN_NUMBER] },
    ...{ clientId: "client", clientSecret: "secret" },
  });
  const redis = await startUpstash({ clock, token: SECRETS.UpstashRedisToken });
  await furnish(aws);
  const recorder = await startRecorder({
    ...{ aws: aws.url, bandwidth: bandwidth.url, anthropic: anthropic.url, redis: redis.url },
  });
  const queueUrl = (name: string) => `${recorder.url}${new URL(aws.queues.url(name)).pathname}`;
  return {
    recorder,
    environment: {
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "bench",
      AWS_SECRET_ACCESS_KEY: "bench",
      AWS_ENDPOINT_URL: recorder.url,
      STAGE: "bench",
      SECRETS_PATH,
      MEMBERS_TABLE: "members",
      MEMBER_KEYS_TABLE: "keys",
      COUNTERS_TABLE: "counters",
      LEDGER_TABLE: "ledger",
      KMS_KEY_ID: KMS_KEY,
      INBOUND_QUEUE_URL: queueUrl("inbound.fifo"),
      TURNS_QUEUE_URL: queueUrl("turns.fifo"),
      PRIVACY_QUEUE_URL: queueUrl("privacy.fifo"),
      MEMORY_QUEUE_URL: queueUrl("memory"),
      STATUS_QUEUE_URL: queueUrl("status"),
      PUBLIC_URL: "https://jules.example",
      COUNTRIES: "US",
      SELLS: "yes",
      LANGFUSE_CONTENT: "masked",
      BANDWIDTH_API_URL: `${recorder.url}/api/v2`,
      BANDWIDTH_TOKEN_URL: `${recorder.url}/api/v1/oauth2/token`,
      BANDWIDTH_ACCOUNT_ID: ACCOUNT,
      BANDWIDTH_APPLICATION_ID: APPLICATION,
      BANDWIDTH_NUMBERS: OWN_NUMBER,
      ANTHROPIC_BASE_URL: recorder.url,
      REPLY_MODELS: "anthropic/claude-haiku-5-5,openai/gpt-6-luna,openai/gpt-5.4-mini",
      CLASSIFIER_MODEL: "claude-haiku-5-5",
      OPENAI_BASE_URL: `${recorder.url}/v1`,
      UPSTASH_REDIS_REST_URL: `${recorder.url}${REDIS_PATH}`,
    },
    async close() {
      await recorder.close();
      await Promise.all([bandwidth.close(), anthropic.close(), redis.close(), aws.close()]);
    },
  };
}

/** The tables, queues, key and parameters of a stage, with the keys and indexes of the deployed ones. */
async function furnish(aws: LocalAws): Promise<void> {
  for (const table of TABLES) await aws.dynamodb.createTable(table);
  for (const name of ["inbound.fifo", "turns.fifo", "privacy.fifo", "status", "memory"]) {
    aws.queues.create({
      name,
      fifo: name.endsWith(".fifo"),
      visibilityTimeoutSeconds: 40,
      retentionSeconds: 86_400,
      delaySeconds: 0,
      deduplicationScope: "messageGroup",
    });
  }
  aws.kms.createKey(KMS_KEY);
  for (const [name, value] of Object.entries(SECRETS)) aws.ssm.put(`${SECRETS_PATH}/${name}/value`, value);
}

let texts = 0;

/** A callback as Bandwidth posts it for one ordinary text; every one with an id of its own. */
export function callback(text = "hey jules, rough day at work. you up?", from = MEMBER_NUMBER): APIGatewayProxyEvent {
  texts += 1;
  const time = new Date().toISOString();
  return restRequest({
    resource: "/webhooks/bandwidth/inbound/{pathSecret}",
    pathParameters: { pathSecret: SECRETS.BandwidthPathSecret },
    headers: {
      Accept: "*/*",
      Authorization: `Basic ${Buffer.from(SECRETS.BandwidthInboundCredentials).toString("base64")}`,
      "Content-Type": "application/json; charset=utf-8",
      Host: "example.execute-api.us-east-1.amazonaws.com",
      "User-Agent": "BandwidthAPI/v2",
    },
    body: JSON.stringify([
      {
        time,
        type: "message-received",
        to: OWN_NUMBER,
        description: "Incoming message received",
        message: {
          id: `bench${String(texts).padStart(24, "0")}`,
          owner: OWN_NUMBER,
          applicationId: APPLICATION,
          time,
          segmentCount: 1,
          direction: "in",
          to: [OWN_NUMBER],
          from,
          text,
        },
      },
    ]),
  });
}
