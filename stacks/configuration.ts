import { DEFAULT_MODELS, KNOWN_MODELS } from "./models.ts";

/** What differs between stages and is no secret. */
export interface Configuration {
  readonly isProduction: boolean;
  readonly bandwidth: {
    readonly accountId: string;
    readonly applicationId: string;
    /** Our own numbers in E.164, comma-separated. */
    readonly numbers: string;
    readonly apiUrl: string;
    readonly tokenUrl: string;
  };
  readonly replies: {
    readonly anthropicUrl: string;
    readonly openAiUrl: string;
    /** `provider/model`, in the order in which they are asked, comma-separated. */
    readonly models: string;
  };
  /** Who looks a second time at what the rules are not sure of: a model of Anthropic's, and OpenAI where there is a key. */
  readonly secondLook: { readonly model: string };
  /** Who reads conversations for what to remember: a model of Anthropic's. */
  readonly memory: { readonly model: string };
  readonly redisUrl: string;
  /** Whom we text with: `US`, other countries of its numbering plan, calling codes of others. */
  readonly countries: string;
  /** Limits of the service that this stage sets itself; the others are in `packages/core/src/quotas/limits.ts`. */
  readonly quotas: string;
  /** Where turns are traced, for a stage that has keys of Langfuse. Real words are shown to it on no stage with real members. */
  readonly langfuse: { readonly url: string; readonly content: "masked" | "shown" };
  /** Where errors are reported that nobody foresaw; a stage without goes by its log. */
  readonly sentryDsn?: string;
  readonly age: {
    /** Veriff's API of our integration. */
    readonly veriffUrl: string;
    /** The estimated age, in years, that counts as an adult's without a document. */
    readonly passMark: string;
  };
  readonly billing: {
    /** Stripe's API. */
    readonly stripeUrl: string;
    /** `no`: nothing is sold, and everybody may use everything. */
    readonly sells: "yes" | "no";
    /** Whether news of real money is taken: on production alone, and no others there. */
    readonly livemode: "yes" | "no";
  };
  /** Where the public API is for the world: links in our texts begin so. */
  readonly publicUrl: string;
  /** Whose tokens the operators' routes take, and issued for whom. */
  readonly operators: { readonly issuer: string; readonly audience: string };
  readonly onCall: { readonly pageEmail?: string; readonly ticketEmail?: string; readonly runbooksUrl: string };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Stages that never reach the carrier, so made-up values do. */
const REHEARSAL_STAGES: readonly string[] = ["local", "test"];

const REHEARSAL_VALUES: Environment = {
  BANDWIDTH_ACCOUNT_ID: "9900000",
  BANDWIDTH_APPLICATION_ID: "00000000-0000-4000-8000-000000000000",
  BANDWIDTH_NUMBERS: "+12025550100",
  UPSTASH_REDIS_REST_URL: "https://redis.example.com",
  PUBLIC_URL: "https://jules.example",
  VERIFF_API_URL: "https://veriff.example.com",
  LANGFUSE_BASE_URL: "https://langfuse.example.com",
  SENTRY_DSN: "https://public@sentry.example.com/42",
  JWT_ISSUER: "https://operators.jules.example",
  JWT_AUDIENCE: "jules",
};

function listOf(names: readonly string[]): RegExp {
  const name = `(?:${names.map((each) => each.replaceAll(".", "\\.")).join("|")})`;
  return new RegExp(`^ *${name} *(?:, *${name} *)*$`);
}

const FORMATS = {
  BANDWIDTH_ACCOUNT_ID: { pattern: /^\d+$/, expected: "digits" },
  BANDWIDTH_APPLICATION_ID: { pattern: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, expected: "a UUID" },
  BANDWIDTH_NUMBERS: { pattern: /^\+[1-9]\d{6,14}(,\+[1-9]\d{6,14})*$/, expected: "E.164 numbers, comma-separated" },
  BANDWIDTH_API_URL: { pattern: /^https?:\/\/\S+$/, expected: "a URL" },
  BANDWIDTH_TOKEN_URL: { pattern: /^https?:\/\/\S+$/, expected: "a URL" },
  ANTHROPIC_BASE_URL: { pattern: /^https?:\/\/\S+$/, expected: "a URL" },
  OPENAI_BASE_URL: { pattern: /^https?:\/\/\S+$/, expected: "a URL" },
  LANGFUSE_BASE_URL: { pattern: /^https?:\/\/\S+$/, expected: "a URL" },
  LANGFUSE_CONTENT: { pattern: /^(masked|shown)$/, expected: '"masked" or "shown"' },
  SENTRY_DSN: { pattern: /^https?:\/\/\w+@\S+\/\d+$/, expected: "a DSN" },
  UPSTASH_REDIS_REST_URL: { pattern: /^https?:\/\/\S+$/, expected: "a URL" },
  STRIPE_API_URL: { pattern: /^https?:\/\/\S+$/, expected: "a URL" },
  SELLS: { pattern: /^(yes|no)$/, expected: '"yes" or "no"' },
  VERIFF_API_URL: { pattern: /^https?:\/\/\S+$/, expected: "a URL" },
  ESTIMATED_AGE_PASS_MARK: { pattern: /^(1[89]|[2-9]\d)$/, expected: "an age in years, 18 or more" },
  REPLY_MODELS: {
    pattern: listOf(KNOWN_MODELS),
    expected: `PROVIDER/MODEL[,PROVIDER/MODEL...] out of ${KNOWN_MODELS.join(", ")}`,
  },
  CLASSIFIER_MODEL: { pattern: /^[\w.:-]+$/, expected: "the id of a model" },
  EXTRACTOR_MODEL: { pattern: /^[\w.:-]+$/, expected: "the id of a model" },
  COUNTRIES: {
    pattern: /^([A-Z]{2}|\+[2-9]\d{0,2})(,([A-Z]{2}|\+[2-9]\d{0,2}))*$/,
    expected: "countries of the North American plan and calling codes of others, comma-separated: US,CA,+52",
  },
  QUOTAS: {
    pattern:
      /^(member|prefix|service)\.(hour|day)\.(texts|tokens|cost)=\d+(\.\d{1,2})?(,(member|prefix|service)\.(hour|day)\.(texts|tokens|cost)=\d+(\.\d{1,2})?)*$/,
    expected: "limits, comma-separated: member.hour.texts=60,service.day.cost=2500",
  },
  PUBLIC_URL: { pattern: /^https?:\/\/[^\s/]+$/, expected: "a URL without a path" },
  JWT_ISSUER: { pattern: /^https:\/\/\S+$/, expected: "the URL of an identity provider" },
  JWT_AUDIENCE: { pattern: /^\S+$/, expected: "the audience of its tokens" },
  PAGE_EMAIL: { pattern: /^\S+@\S+$/, expected: "an e-mail address" },
  TICKET_EMAIL: { pattern: /^\S+@\S+$/, expected: "an e-mail address" },
  RUNBOOKS_URL: { pattern: /^\S+$/, expected: "a URL or a path" },
} as const;

type Variable = keyof typeof FORMATS;

/**
 * The configuration of a stage, from environment variables.
 * Throws one error that names every variable that is missing or malformed.
 */
export function readConfiguration(stage: string, environment: Environment): Configuration {
  const isProduction = stage === "production";
  const given: Environment = REHEARSAL_STAGES.includes(stage) ? { ...REHEARSAL_VALUES, ...environment } : environment;
  const problems: string[] = [];

  const optional = (variable: Variable): string | undefined => {
    const value = given[variable] || undefined;
    const { pattern, expected } = FORMATS[variable];
    if (value !== undefined && !pattern.test(value)) problems.push(`${variable} must be ${expected}.`);
    return value;
  };
  const required = (variable: Variable): string => {
    const value = optional(variable);
    if (value === undefined) problems.push(`${variable} is missing: ${FORMATS[variable].expected}.`);
    return value ?? "";
  };
  // Nobody has to watch a developer's own stage.
  const requiredInProduction = (variable: Variable) => (isProduction ? required(variable) : optional(variable));

  const configuration: Configuration = {
    isProduction,
    bandwidth: {
      accountId: required("BANDWIDTH_ACCOUNT_ID"),
      applicationId: required("BANDWIDTH_APPLICATION_ID"),
      numbers: required("BANDWIDTH_NUMBERS"),
      apiUrl: optional("BANDWIDTH_API_URL") ?? "https://messaging.bandwidth.com/api/v2",
      tokenUrl: optional("BANDWIDTH_TOKEN_URL") ?? "https://api.bandwidth.com/api/v1/oauth2/token",
    },
    replies: {
      anthropicUrl: optional("ANTHROPIC_BASE_URL") ?? "https://api.anthropic.com",
      openAiUrl: optional("OPENAI_BASE_URL") ?? "https://api.openai.com/v1",
      models: optional("REPLY_MODELS") ?? DEFAULT_MODELS,
    },
    secondLook: {
      model: optional("CLASSIFIER_MODEL") ?? "claude-haiku-5-5",
    },
    memory: { model: optional("EXTRACTOR_MODEL") ?? "claude-haiku-5-5" },
    redisUrl: required("UPSTASH_REDIS_REST_URL"),
    countries: optional("COUNTRIES") ?? "US",
    quotas: optional("QUOTAS") ?? "",
    langfuse: {
      url: optional("LANGFUSE_BASE_URL") ?? "https://us.cloud.langfuse.com",
      content: optional("LANGFUSE_CONTENT") === "shown" ? "shown" : "masked",
    },
    sentryDsn: optional("SENTRY_DSN"),
    age: {
      veriffUrl: required("VERIFF_API_URL"),
      passMark: optional("ESTIMATED_AGE_PASS_MARK") ?? "25",
    },
    billing: {
      stripeUrl: optional("STRIPE_API_URL") ?? "https://api.stripe.com",
      sells: optional("SELLS") === "no" ? "no" : "yes",
      livemode: isProduction ? "yes" : "no",
    },
    publicUrl: required("PUBLIC_URL"),
    operators: { issuer: required("JWT_ISSUER"), audience: required("JWT_AUDIENCE") },
    onCall: {
      pageEmail: requiredInProduction("PAGE_EMAIL"),
      ticketEmail: requiredInProduction("TICKET_EMAIL"),
      runbooksUrl: optional("RUNBOOKS_URL") ?? "docs/runbooks",
    },
  };
  if (isProduction && configuration.langfuse.content === "shown") {
    problems.push("LANGFUSE_CONTENT must be masked in production: what members write is told to nobody there.");
  }
  if (problems.length > 0) {
    throw new Error(
      `The configuration of stage "${stage}" is incomplete:\n${problems.map((line) => `- ${line}`).join("\n")}`,
    );
  }
  return configuration;
}
