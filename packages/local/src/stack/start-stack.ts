import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { accountId, region, startAws } from "../aws/index.ts";
import {
  type Deployment,
  type FunctionResource,
  readDeployment,
  type StackTemplate,
  type Template,
} from "../cloudformation/index.ts";
import { createControl } from "../control/index.ts";
import { type NamedSchedule, Scheduler } from "../events/index.ts";
import { writeKept } from "../kept/index.ts";
import { createPhone } from "../phone/index.ts";
import { startUpstash } from "../upstash/index.ts";
import { RoleAccess, servicesFile } from "./access.ts";
import { cronName } from "./cron-name.ts";
import { openDataDirectory } from "./data-directory.ts";
import { openDoorway } from "./doorway.ts";
import { startExpiry } from "./expiry.ts";
import { type Bundle, Functions } from "./functions.ts";
import { openGateways } from "./gateways.ts";
import { connectGivenServices, createGivenResources } from "./given-services.ts";
import { type Busy, untilAllDone } from "./idleness.ts";
import { openClock } from "./kept-clock.ts";
import { startLocalIssuer } from "./operator-token.ts";
import { owned } from "./ownership.ts";
import { startGivenPollers, startPollers } from "./pollers.ts";
import { type Environment, Providers } from "./providers.ts";
import { createResources } from "./resources.ts";
import { provideSecrets } from "./secrets.ts";
import {
  bandwidthAccount,
  type Credentials,
  configureCallbacks,
  configureStripe,
  configureWebhooks,
  credentialsOf,
  startSimulators,
} from "./simulators.ts";
import { jumps } from "./time.ts";

export interface StackOptions {
  /** Where data is kept between runs. */
  readonly dataDirectory: string;
  /** Starts with that folder empty. */
  readonly fresh: boolean;
  /** Of the phone page and the control API; 0 takes any free one. Everything else takes any free port. */
  readonly port: number;
  /** Uses the real providers. */
  readonly live: boolean;
  /** Loads every function at once: their first invocations find them loaded, and some of them are never invoked. */
  readonly prewarms: boolean;
  readonly environment: Environment;
  readonly synthesize: () => Promise<SynthesizedStacks>;
  /** Takes what functions and simulators print, with the stack's time in milliseconds since the epoch. */
  readonly onLine: (source: string, line: string, at: number) => void;
}

export interface SynthesizedStacks {
  /** By the name of their stack. */
  readonly templates: Readonly<Record<string, Template>>;
  /** By "stack name/logical id". */
  readonly functions: Readonly<Record<string, Bundle>>;
}

/** What the outside needs to know to use a stack. */
export interface Ready {
  readonly event: "ready";
  readonly phone: string;
  readonly control: string;
  readonly api: string | undefined;
  /** What the operators' routes of the API let in, as a bearer token; undefined if there are none. */
  readonly operatorToken: string | undefined;
  readonly webhooks: Readonly<Record<string, string>>;
  readonly bandwidth: {
    readonly inbound: Credentials | undefined;
    readonly status: Credentials | undefined;
    readonly applicationId: string | undefined;
    readonly numbers: readonly string[];
  };
  /** Where it keeps its data. */
  readonly dataDirectory: string;
  /** What else runs where, by its name. */
  readonly services: Readonly<Record<string, string>>;
}

export interface LocalStack extends AsyncDisposable {
  readonly ready: Ready;
  /** Where it keeps its data. */
  readonly dataDirectory: string;
  /** Whether that is there for the next run. */
  readonly keepsData: boolean;
}

/** What the carrier is about to report belongs to what is being done. */
const imminentMs = 5_000;

/** Runs the synthesized stacks on this machine. When a part cannot start, those that have are stopped again. */
export async function startStack(options: StackOptions): Promise<LocalStack> {
  await using owner = new AsyncDisposableStack();
  const { environment, live } = options;
  const providers = new Providers(environment, live);
  // First of all, so that what was kept is not forgotten for a start that fails.
  const doorway = owner.use(await openDoorway(options.port));
  const data = owner.use(await openDataDirectory(options.dataDirectory, { fresh: options.fresh }));
  const keptClock = await openClock(data.path, ownsTime(environment));
  const { clock } = keptClock;
  const onLine = (source: string, line: string) => options.onLine(source, line, clock.now());

  let scheduler: Scheduler | undefined;
  const access = new RoleAccess((writer) => {
    if (!writer || !notingProgress.has(cronName(writer))) scheduler?.noteWrite();
  });
  const dynamodbUrl = environment.AWS_ENDPOINT_URL_DYNAMODB || undefined;
  const redisToken = environment.UPSTASH_REDIS_REST_TOKEN || randomBytes(24).toString("base64url");
  const redisOptions = { clock, token: redisToken, snapshotFile: join(data.path, "redis.json") };
  const redisUrl = environment.REDIS_URL ? { redisUrl: environment.REDIS_URL } : {};
  const [aws, redis, synthesized] = await Promise.all([
    owned(owner, startAws({ clock, access, dataDirectory: data.path, dynamodbUrl })),
    owned(owner, startUpstash({ ...redisOptions, ...redisUrl })),
    options.synthesize(),
  ]);

  const queueUrl = (name: string) => `${aws.url}/${accountId}/${name}`;
  const deployment = readDeployment(stackTemplates(synthesized), { accountId, region, queueUrl });
  access.add(deployment.functions);
  const secrets = await provideSecrets(deployment.functions, {
    dataDirectory: data.path,
    environment,
    providers,
    live,
    settled: { UpstashRedisToken: redisToken },
  });
  await createResources(aws, deployment, secrets);
  const given = owner.use(connectGivenServices(environment));
  const namesThere = await createGivenResources(given, deployment, secrets, queueUrl);
  const simulators = owner.use(
    await startSimulators({ clock, functions: deployment.functions, secrets, providers, onLine }),
  );

  // The functions are told where the APIs are, so these open first; they close first, too.
  await using opening = new AsyncDisposableStack();
  const invoke = (functionArn: string, event: unknown) => functions.invoke(functionArn, event);
  const issuer = await startLocalIssuer(deployment.httpApis, clock.now());
  const gatewayOptions = { port: 0, accountId, region, now: () => clock.now(), invoke, issuerKeys: issuer.keys };
  const { api, webhooks } = await openGateways(opening, deployment, secrets, gatewayOptions);
  const functions = new Functions({
    functions: deployment.functions,
    bundles: synthesized.functions,
    clock,
    region,
    environmentOf: (resource) => ({
      ...translated(providers.redirect(resource.environment, simulators.addresses), namesThere),
      ...publicUrl(resource, environment.PUBLIC_URL || api),
      ...setHere(resource, environment),
      ...awsVariables(aws.url, environment),
      UPSTASH_REDIS_REST_URL: environment.UPSTASH_REDIS_REST_URL || redis.url,
    }),
    onLine,
  });
  owner.defer(() => functions.stop());
  owner.use(opening.move());
  const { carrier, stripe, veriff } = simulators;
  if (carrier) configureCallbacks(carrier, webhooks, secrets);
  if (stripe) configureStripe(stripe, webhooks, secrets);
  if (veriff) configureWebhooks(veriff, webhooks);

  const pollers = owner.use(
    given.sqs
      ? startGivenPollers(given.sqs, (name) => namesThere.get(queueUrl(name)) ?? "", deployment, invoke)
      : startPollers(aws.queues, deployment, invoke),
  );
  const expiry = owner.use(startExpiry(clock, aws.dynamodb.expire));
  const schedules = namedSchedules(deployment);
  scheduler = new Scheduler({ clock, accountId, region, invoke, schedules });
  owner.defer(() => scheduler?.stop());

  const parts: readonly Busy[] = [
    { isWorking: () => functions.running > 0, isBusy: () => functions.running > 0 },
    ...[carrier, stripe, veriff].filter((each) => each !== undefined).map(callingBack),
    pollers,
    expiry,
  ];
  const control = createControl({
    now: () => clock.now(),
    advance: ownsTime(environment) ? jumps(keptClock, scheduler, parts, expiry.expire) : undefined,
    settle: (timeoutMs) => untilAllDone(parts, timeoutMs),
    outbox: carrier && ((to) => carrier.outbox(to)),
    crons: scheduler.names,
    runCron: async (name) => {
      const result = await scheduler?.runNow(name);
      return result?.kind === "failed" ? result.error : undefined;
    },
  });
  const account = bandwidthAccount(deployment.functions);
  const [julesNumber] = account?.numbers ?? [];
  const phone =
    carrier && julesNumber
      ? createPhone({ clock, carrier, julesNumber, keptIn: join(data.path, "phone.sqlite") })
      : undefined;
  if (phone) owner.defer(() => phone.close());
  const pages = [phone?.serve, control.serve].filter((serve) => serve !== undefined);
  const otherwise = phone ? "There is nothing here." : "The carrier is not simulated, so there is no phone.";
  doorway.lead(pages, otherwise);
  // Nobody comes in any more when the parts behind it are stopped.
  owner.defer(() => doorway[Symbol.asyncDispose]());

  const services = { aws: aws.url, redis: redis.url, ...simulators.urls };
  owner.defer(() => rm(servicesFile(data.path), { force: true }));
  await writeKept(servicesFile(data.path), services);

  // One that cannot be loaded says so when it is invoked.
  if (options.prewarms) void functions.prewarm();
  const running = owner.move();
  return {
    ready: {
      event: "ready",
      phone: doorway.url,
      control: `${doorway.url}/control`,
      api,
      operatorToken: issuer.token,
      webhooks,
      bandwidth: {
        inbound: credentialsOf(secrets, "BandwidthInboundCredentials"),
        status: credentialsOf(secrets, "BandwidthStatusCredentials"),
        applicationId: account?.applicationId,
        numbers: account?.numbers ?? [],
      },
      dataDirectory: data.path,
      services,
    },
    dataDirectory: data.path,
    keepsData: !data.isTemporary,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** A simulator that calls back is busy while it does, and when it is about to. */
function callingBack(simulator: { pending(withinMs?: number): number }): Busy {
  return { isWorking: () => simulator.pending() > 0, isBusy: () => simulator.pending(imminentMs) > 0 };
}

function stackTemplates({ templates }: SynthesizedStacks): StackTemplate[] {
  return Object.entries(templates).map(([stackName, template]) => ({ stackName, template }));
}

function namedSchedules({ schedules, functions }: Deployment): NamedSchedule[] {
  return schedules.map((schedule) => {
    const target = functions.find((each) => each.arn === schedule.functionArn);
    return { ...schedule, name: target ? cronName(target) : schedule.ruleName };
  });
}

/** Crons that write down at every run how far they came: there is nothing to do for anybody because of that. */
const notingProgress: ReadonlySet<string> = new Set(["stripe-reconciliation"]);

const awsServices = ["DYNAMODB", "SQS", "KMS", "SSM", "S3"];

/** Where the AWS clients of a function find their services. A given DynamoDB server is reached through ours, which knows the roles. */
function awsVariables(awsUrl: string, environment: Environment): Record<string, string> {
  const variables = awsServices.map((service) => `AWS_ENDPOINT_URL_${service}`);
  return Object.fromEntries(
    variables.map((name) => [name, name.endsWith("_DYNAMODB") ? awsUrl : environment[name] || awsUrl]),
  );
}

/** What a stage sets by configuration and a laptop may set anew at every start: no synthesis is made for it. */
function setHere({ environment }: FunctionResource, outside: Environment): Record<string, string> {
  const names = ["COUNTRIES", "QUOTAS", "SELLS"].filter((name) => environment[name] !== undefined && outside[name]);
  return Object.fromEntries(names.map((name) => [name, outside[name] ?? ""]));
}

/** The base of the links that are texted: where they lead on this machine, for a function that makes any. */
function publicUrl({ environment }: FunctionResource, url: string | undefined): Record<string, string> {
  return environment.PUBLIC_URL !== undefined && url !== undefined ? { PUBLIC_URL: url } : {};
}

/** Variables that name something of ours, with the name that it has on a given server. */
function translated(
  variables: Readonly<Record<string, string>>,
  names: ReadonlyMap<string, string>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, names.get(value) ?? value]));
}

/** A real server has a time of its own. */
function ownsTime(environment: Environment): boolean {
  return !awsServices.some((service) => environment[`AWS_ENDPOINT_URL_${service}`]);
}
