import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type FoundResource,
  inWords,
  resourceOf,
  resourcesOf,
  synthesizeTest,
} from "../packages/local/src/synthesis/synthesized-stages.ts";

const synthesis = await synthesizeTest();
const functions = resourcesOf(synthesis, "AWS::Lambda::Function");

function limitsOf({ Properties }: FoundResource): string {
  return `${Properties.FunctionName}: ${Properties.MemorySize} MB, ${Properties.Timeout} s`;
}

function codeOf({ stackName, logicalId }: FoundResource): string {
  const bundled = synthesis.functions[`${stackName}/${logicalId}`];
  return join(bundled?.codeDirectory ?? "", `${bundled?.handler.replace(/\.handler$/, "")}.mjs`);
}

describe("every function", () => {
  test("has the memory and the time it needs and no more", () => {
    expect(functions.map(limitsOf).sort().join("\n")).toMatchInlineSnapshot(`
      "test-jules-age-verification-page: 256 MB, 15 s
      test-jules-age-verification: 256 MB, 20 s
      test-jules-bandwidth-authorizer: 256 MB, 5 s
      test-jules-bandwidth-webhook: 256 MB, 10 s
      test-jules-billing-orders: 256 MB, 55 s
      test-jules-billing-page: 512 MB, 28 s
      test-jules-billing: 256 MB, 75 s
      test-jules-delivery-status: 256 MB, 15 s
      test-jules-disclosure-reminder: 512 MB, 55 s
      test-jules-exports: 256 MB, 5 s
      test-jules-follow-up: 256 MB, 120 s
      test-jules-intake: 512 MB, 20 s
      test-jules-members-api: 512 MB, 28 s
      test-jules-memory: 512 MB, 60 s
      test-jules-opt-in: 512 MB, 15 s
      test-jules-privacy: 1024 MB, 110 s
      test-jules-proactive: 512 MB, 55 s
      test-jules-provider-probe: 256 MB, 30 s
      test-jules-public-api: 256 MB, 5 s
      test-jules-release-hold: 256 MB, 15 s
      test-jules-retention: 256 MB, 300 s
      test-jules-stripe-reconciliation: 256 MB, 300 s
      test-jules-stripe-webhook: 512 MB, 10 s
      test-jules-sweeper: 256 MB, 50 s
      test-jules-turn: 512 MB, 35 s
      test-jules-veriff-webhook: 256 MB, 5 s"
    `);
  });

  test.each(functions)("$name runs on Node 24 on arm64", ({ Properties }) => {
    expect(Properties).toMatchObject({ Runtime: "nodejs24.x", Architectures: ["arm64"] });
  });

  test.each(functions)("$name is bundled as a module, with its source map", (resource) => {
    expect(existsSync(codeOf(resource))).toBe(true);
    expect(existsSync(`${codeOf(resource)}.map`)).toBe(true);
  });

  test("starts with no weights of the crisis check, but for who reads texts or keeps what they say: they are most of its code", () => {
    const weights = new URL("../packages/core/src/crisis/detector/weights.json", import.meta.url);
    const { version } = JSON.parse(readFileSync(weights, "utf8")) as { readonly version: string };
    const carriers = functions.filter((resource) => startOf(codeOf(resource)).some((code) => code.includes(version)));
    expect(carriers.map(({ Properties }) => Properties.FunctionName)).toEqual([
      "test-jules-intake",
      "test-jules-memory",
    ]);
  });

  test("starts without Stripe's SDK: whoever asks Stripe loads it then", () => {
    const isOfTheSdk = (code: string) => code.includes("stripe-node-retry-");
    const early = functions.filter((resource) => startOf(codeOf(resource)).some(isOfTheSdk));
    expect(early.map(({ Properties }) => Properties.FunctionName)).toEqual([]);
    const late = functions.filter((resource) => modulesOf(codeOf(resource)).some(isOfTheSdk));
    expect(late.map(({ Properties }) => Properties.FunctionName)).toEqual([
      "test-jules-billing-page",
      "test-jules-stripe-webhook",
      "test-jules-billing",
      "test-jules-billing-orders",
      "test-jules-stripe-reconciliation",
      "test-jules-privacy",
      "test-jules-members-api",
    ]);
  });

  test.each(functions)("$name logs to a group of its own, encrypted and for a month", ({ Properties }) => {
    const logGroup = resourceOf(synthesis, "AWS::Logs::LogGroup", Properties.LoggingConfig.LogGroup.Ref.slice(0, -8));
    expect(logGroup.Properties).toMatchObject({ RetentionInDays: 30, KmsKeyId: expect.anything() });
  });

  test("has a role that nobody else has", () => {
    const roles = functions.map(({ stackName, Properties }) => inWords(synthesis, stackName, Properties.Role));
    expect(new Set(roles).size).toBe(functions.length);
  });
});

describe("what a function may do", () => {
  const roles = resourcesOf(synthesis, "AWS::IAM::Role").filter(({ name }) => name !== "webhookapiCloudWatchRole");

  test("is exactly this", () => {
    const table = roles.map((role) => [role.name, ...statementsOf(role).map((line) => `  ${line}`)].join("\n"));
    expect(table.sort().join("\n")).toMatchInlineSnapshot(`
      "ageverificationpagerole
        logs:CreateLogStream logs:PutLogEvents -> ageverificationpagelogs
        dynamodb:GetItem dynamodb:BatchGetItem dynamodb:UpdateItem dynamodb:ConditionCheckItem -> members
        dynamodb:PutItem dynamodb:DeleteItem -> members if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:GetItem dynamodb:BatchGetItem -> memberkeys
        kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        ssm:GetParameters -> LinkSigningKeys VeriffApiKey VeriffSharedSecret
      ageverificationrole
        logs:CreateLogStream logs:PutLogEvents -> ageverificationlogs
        sqs:ReceiveMessage sqs:DeleteMessage sqs:ChangeMessageVisibility sqs:GetQueueAttributes -> ageverificationqueue
        kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        dynamodb:GetItem dynamodb:PutItem dynamodb:BatchGetItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:ConditionCheckItem -> members
        dynamodb:Query -> members/index/history
        dynamodb:GetItem dynamodb:BatchGetItem -> memberkeys
        dynamodb:PutItem -> ledger if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:Query -> ledger
        kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        ssm:GetParameters -> BandwidthApiCredentials LinkSigningKeys RuleSwitches VeriffApiKey VeriffSharedSecret
      bandwidthauthorizerrole
        logs:CreateLogStream logs:PutLogEvents -> bandwidthauthorizerlogs
        ssm:GetParameters -> BandwidthInboundCredentials BandwidthInboundCredentialsPrevious BandwidthStatusCredentials BandwidthStatusCredentialsPrevious
      bandwidthwebhookrole
        logs:CreateLogStream logs:PutLogEvents -> bandwidthwebhooklogs
        sqs:SendMessage -> inboundqueue
        kms:GenerateDataKey kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        sqs:SendMessage -> statusqueue
        ssm:GetParameters -> BandwidthInboundCredentials BandwidthInboundCredentialsPrevious BandwidthStatusCredentials BandwidthStatusCredentialsPrevious BandwidthPathSecret BandwidthPathSecretPrevious NumberPeppers
      billingordersrole
        logs:CreateLogStream logs:PutLogEvents -> billingorderslogs
        dynamodb:GetItem dynamodb:BatchGetItem dynamodb:PutItem dynamodb:UpdateItem dynamodb:ConditionCheckItem -> members
        dynamodb:Query -> members/index/history
        dynamodb:GetItem dynamodb:BatchGetItem -> memberkeys
        kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        dynamodb:DeleteItem -> members
        dynamodb:Query -> members/index/due
        ssm:GetParameters -> StripeSecretKey
      billingpagerole
        logs:CreateLogStream logs:PutLogEvents -> billingpagelogs
        dynamodb:GetItem dynamodb:BatchGetItem dynamodb:PutItem dynamodb:UpdateItem dynamodb:ConditionCheckItem -> members
        dynamodb:Query -> members/index/history
        dynamodb:GetItem dynamodb:BatchGetItem -> memberkeys
        kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        dynamodb:DeleteItem -> members
        dynamodb:PutItem -> ledger if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:Query -> ledger
        ssm:GetParameters -> LinkSigningKeys RuleSwitches StripeSecretKey
      billingrole
        logs:CreateLogStream logs:PutLogEvents -> billinglogs
        sqs:ReceiveMessage sqs:DeleteMessage sqs:ChangeMessageVisibility sqs:GetQueueAttributes -> billingqueue
        kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        dynamodb:GetItem dynamodb:BatchGetItem dynamodb:PutItem dynamodb:UpdateItem dynamodb:ConditionCheckItem -> members
        dynamodb:Query -> members/index/history
        dynamodb:GetItem dynamodb:BatchGetItem -> memberkeys
        kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        ssm:GetParameters -> StripeSecretKey
      deliverystatusrole
        logs:CreateLogStream logs:PutLogEvents -> deliverystatuslogs
        sqs:ReceiveMessage sqs:DeleteMessage sqs:ChangeMessageVisibility sqs:GetQueueAttributes -> statusqueue
        kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        dynamodb:GetItem dynamodb:UpdateItem -> members
        dynamodb:PutItem -> ledger if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:Query -> ledger
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
      disclosurereminderrole
        logs:CreateLogStream logs:PutLogEvents -> disclosurereminderlogs
        dynamodb:GetItem dynamodb:PutItem dynamodb:BatchGetItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:ConditionCheckItem -> members
        dynamodb:Query -> members/index/due members/index/history
        dynamodb:GetItem dynamodb:BatchGetItem -> memberkeys
        dynamodb:PutItem -> ledger if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:Query -> ledger
        kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        ssm:GetParameters -> BandwidthApiCredentials RuleSwitches LinkSigningKeys VeriffApiKey VeriffSharedSecret
      exportsrole
        logs:CreateLogStream logs:PutLogEvents -> exportslogs
        dynamodb:GetItem -> members
        s3:GetObject -> media/exports/*
        kms:Decrypt -> encryptionkey if kms:ViaService = s3.us-east-1.amazonaws.com
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        ssm:GetParameters -> LinkSigningKeys
      followuprole
        logs:CreateLogStream logs:PutLogEvents -> followuplogs
        dynamodb:GetItem dynamodb:BatchGetItem dynamodb:UpdateItem dynamodb:ConditionCheckItem -> members
        dynamodb:PutItem dynamodb:DeleteItem -> members if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:PutItem -> ledger if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:Query -> ledger
        dynamodb:Query -> members/index/due
        dynamodb:GetItem dynamodb:BatchGetItem -> memberkeys
        kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        ssm:GetParameters -> BandwidthApiCredentials RuleSwitches
      intakerole
        logs:CreateLogStream logs:PutLogEvents -> intakelogs
        sqs:ReceiveMessage sqs:DeleteMessage sqs:ChangeMessageVisibility sqs:GetQueueAttributes -> inboundqueue
        kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        sqs:SendMessage -> turnsqueue
        kms:GenerateDataKey kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        sqs:SendMessage -> privacyqueue
        dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem dynamodb:ConditionCheckItem dynamodb:BatchGetItem -> members
        dynamodb:DeleteItem -> members if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:GetItem dynamodb:PutItem dynamodb:BatchGetItem -> memberkeys
        dynamodb:UpdateItem -> counters if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:PutItem -> ledger if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:Query -> ledger
        kms:Encrypt kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        ssm:GetParameters -> BandwidthApiCredentials NumberPeppers RuleSwitches
      membersapirole
        logs:CreateLogStream logs:PutLogEvents -> membersapilogs
        dynamodb:GetItem dynamodb:BatchGetItem dynamodb:UpdateItem dynamodb:ConditionCheckItem -> members
        dynamodb:PutItem dynamodb:DeleteItem -> members if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:GetItem dynamodb:BatchGetItem -> memberkeys
        dynamodb:PutItem -> ledger if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:Query -> ledger
        kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        dynamodb:PutItem -> members
        dynamodb:Query dynamodb:BatchWriteItem -> members
        dynamodb:DeleteItem -> members
        dynamodb:Query -> members/index/history
        dynamodb:PutItem -> memberkeys
        dynamodb:Query -> counters
        sqs:SendMessage -> privacyqueue
        kms:GenerateDataKey kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        kms:Encrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        ssm:GetParameters -> BandwidthApiCredentials LinkSigningKeys NumberPeppers RuleSwitches StripeSecretKey
      memoryrole
        logs:CreateLogStream logs:PutLogEvents -> memorylogs
        sqs:ReceiveMessage sqs:DeleteMessage sqs:ChangeMessageVisibility sqs:GetQueueAttributes -> memoryqueue
        kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        sqs:SendMessage -> memoryqueue
        kms:GenerateDataKey kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        dynamodb:GetItem dynamodb:BatchGetItem dynamodb:ConditionCheckItem dynamodb:PutItem -> members
        dynamodb:Query -> members/index/history
        dynamodb:GetItem dynamodb:BatchGetItem -> memberkeys
        kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        ssm:GetParameters -> AnthropicApiKey UpstashRedisToken
      optinrole
        logs:CreateLogStream logs:PutLogEvents -> optinlogs
        dynamodb:GetItem dynamodb:BatchGetItem dynamodb:UpdateItem dynamodb:ConditionCheckItem -> members
        dynamodb:PutItem dynamodb:DeleteItem -> members if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:GetItem dynamodb:BatchGetItem -> memberkeys
        dynamodb:PutItem -> ledger if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:Query -> ledger
        kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        dynamodb:PutItem -> members
        dynamodb:PutItem -> memberkeys
        kms:Encrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        ssm:GetParameters -> BandwidthApiCredentials LinkSigningKeys NumberPeppers RuleSwitches UpstashRedisToken
      privacyrole
        logs:CreateLogStream logs:PutLogEvents -> privacylogs
        sqs:ReceiveMessage sqs:DeleteMessage sqs:ChangeMessageVisibility sqs:GetQueueAttributes -> privacyqueue
        kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        dynamodb:GetItem dynamodb:BatchGetItem dynamodb:UpdateItem dynamodb:ConditionCheckItem -> members
        dynamodb:PutItem dynamodb:DeleteItem -> members if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:GetItem dynamodb:BatchGetItem -> memberkeys
        dynamodb:PutItem -> ledger if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:Query -> ledger
        kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        dynamodb:Query dynamodb:DeleteItem dynamodb:BatchWriteItem -> members
        dynamodb:PutItem -> memberkeys
        s3:PutObject s3:DeleteObject -> media/exports/*
        kms:GenerateDataKey -> encryptionkey if kms:ViaService = s3.us-east-1.amazonaws.com
        ssm:GetParameters -> BandwidthApiCredentials LinkSigningKeys RuleSwitches StripeSecretKey VeriffApiKey VeriffSharedSecret
      proactiverole
        logs:CreateLogStream logs:PutLogEvents -> proactivelogs
        dynamodb:GetItem dynamodb:BatchGetItem dynamodb:UpdateItem dynamodb:ConditionCheckItem -> members
        dynamodb:PutItem dynamodb:DeleteItem -> members if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:GetItem dynamodb:BatchGetItem -> memberkeys
        dynamodb:PutItem -> ledger if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:Query -> ledger
        kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        dynamodb:PutItem -> members
        dynamodb:Query -> members/index/due members/index/history
        ssm:GetParameters -> BandwidthApiCredentials AnthropicApiKey OpenAiApiKey UpstashRedisToken RuleSwitches
      providerproberole
        logs:CreateLogStream logs:PutLogEvents -> providerprobelogs
        ssm:GetParameters -> AnthropicApiKey OpenAiApiKey
      publicapirole
        logs:CreateLogStream logs:PutLogEvents -> publicapilogs
        dynamodb:Query -> counters
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
      releaseholdrole
        logs:CreateLogStream logs:PutLogEvents -> releaseholdlogs
        dynamodb:BatchGetItem dynamodb:UpdateItem -> members
        dynamodb:GetItem dynamodb:BatchGetItem -> memberkeys
        kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
      retentionrole
        logs:CreateLogStream logs:PutLogEvents -> retentionlogs
        dynamodb:GetItem dynamodb:BatchGetItem dynamodb:UpdateItem dynamodb:DeleteItem -> members
        dynamodb:Query -> members/index/due
        dynamodb:BatchGetItem -> memberkeys
        sqs:SendMessage -> privacyqueue
        kms:GenerateDataKey kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        ssm:GetParameters -> VeriffApiKey VeriffSharedSecret
      stripereconciliationrole
        logs:CreateLogStream logs:PutLogEvents -> stripereconciliationlogs
        dynamodb:GetItem dynamodb:BatchGetItem dynamodb:PutItem dynamodb:UpdateItem dynamodb:ConditionCheckItem -> members
        dynamodb:Query -> members/index/history
        dynamodb:GetItem dynamodb:BatchGetItem -> memberkeys
        kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        ssm:GetParameters -> StripeSecretKey
      stripewebhookrole
        logs:CreateLogStream logs:PutLogEvents -> stripewebhooklogs
        sqs:SendMessage -> billingqueue
        kms:GenerateDataKey kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        ssm:GetParameters -> StripeWebhookSecret StripeWebhookSecretPrevious
      sweeperrole
        logs:CreateLogStream logs:PutLogEvents -> sweeperlogs
        dynamodb:Query -> members/index/due
        sqs:SendMessage -> turnsqueue
        kms:GenerateDataKey kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
      turnrole
        logs:CreateLogStream logs:PutLogEvents -> turnlogs
        sqs:ReceiveMessage sqs:DeleteMessage sqs:ChangeMessageVisibility sqs:GetQueueAttributes -> turnsqueue
        kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        sqs:SendMessage -> privacyqueue
        kms:GenerateDataKey kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        sqs:SendMessage -> memoryqueue
        dynamodb:GetItem dynamodb:BatchGetItem dynamodb:UpdateItem dynamodb:ConditionCheckItem dynamodb:Query -> members
        dynamodb:PutItem dynamodb:BatchWriteItem -> members
        dynamodb:DeleteItem -> members if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:Query -> members/index/history members/index/open
        dynamodb:GetItem dynamodb:BatchGetItem -> memberkeys
        dynamodb:UpdateItem -> counters if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:PutItem -> ledger if dynamodb:EnclosingOperation = TransactWriteItems
        dynamodb:Query -> ledger
        kms:Decrypt -> encryptionkey if kms:EncryptionContext:app = jules and kms:EncryptionContext:stage = test and kms:EncryptionContext:keys = branches
        kms:Encrypt kms:Decrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey kms:DescribeKey -> encryptionkey if kms:ViaService = dynamodb.us-east-1.amazonaws.com
        ssm:GetParameters -> BandwidthApiCredentials AnthropicApiKey OpenAiApiKey UpstashRedisToken LangfuseKeys LinkSigningKeys RuleSwitches
      veriffwebhookrole
        logs:CreateLogStream logs:PutLogEvents -> veriffwebhooklogs
        sqs:SendMessage -> ageverificationqueue
        kms:GenerateDataKey kms:Decrypt -> encryptionkey if kms:ViaService = sqs.us-east-1.amazonaws.com
        ssm:GetParameters -> VeriffApiKey VeriffSharedSecret VeriffSharedSecretPrevious"
    `);
  });

  test("is not to change or delete a row of the ledger", () => {
    const onLedger = roles.flatMap(statementsOf).filter((line) => line.includes("-> ledger"));
    expect(onLedger.length).toBeGreaterThan(0);
    expect(onLedger.filter((line) => /Update|Delete|BatchWrite/.test(line))).toEqual([]);
  });

  test("comes from no policy that is shared or managed by AWS", () => {
    expect(resourcesOf(synthesis, "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")).toEqual([]);
    expect(roles.flatMap(({ Properties }) => Properties.ManagedPolicyArns ?? [])).toEqual([]);
  });

  test("has no wildcard", () => {
    // A copy of a member's data has a random name.
    const wild = roles.flatMap(statementsOf).filter((line) => line.replace("media/exports/*", "").includes("*"));
    expect(wild).toEqual([]);
  });
});

test("SST adds no function, parameter or custom resource of its own", () => {
  const types = Object.values(synthesis.templates).flatMap(({ Resources }) =>
    Object.values(Resources).map(({ Type }) => Type),
  );
  expect(types.filter((type) => /^Custom::|CustomResource|AWS::SSM::/.test(type))).toEqual([]);
  expect(functions.map(({ Properties }) => Properties.Handler)).not.toContain("index.handler");
});

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: Record<string, Record<string, string>>;
}

function statementsOf({ stackName, Properties }: FoundResource): string[] {
  const statements: Statement[] = Properties.Policies.flatMap(
    (policy: { PolicyDocument: { Statement: Statement[] } }) => policy.PolicyDocument.Statement,
  );
  return statements.map(({ Action, Resource, Condition }) => {
    const resources = [Resource].flat().map((resource) => inWords(synthesis, stackName, resource));
    const conditions = Object.values(Condition ?? {})
      .flatMap((values) => Object.entries(values))
      .map(([key, value]) => `${key} = ${value}`);
    return [
      `${[Action].flat().join(" ")} -> ${resources.map(shorten).join(" ")}`,
      ...(conditions.length > 0 ? [`if ${conditions.join(" and ")}`] : []),
    ].join(" ");
  });
}

function shorten(resource: string): string {
  return resource.replace(/^arn:aws:ssm:us-east-1:\d+:parameter\/sst\/jules\/test\/Secret\/(\w+)\/value$/, "$1");
}

/** All modules of a function. */
function modulesOf(entry: string): readonly string[] {
  const folder = dirname(entry);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".mjs"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
}

/** The modules that a function loads before its first event; those that it imports when they are needed are none of them. */
function startOf(entry: string): readonly string[] {
  const left = [entry];
  const known = new Set(left);
  const codes: string[] = [];
  for (let file = left.shift(); file !== undefined; file = left.shift()) {
    const code = readFileSync(file, "utf8");
    codes.push(code);
    for (const [, imported = ""] of code.matchAll(/(?:from|import) ?"(\.\/[^"]+)"/g)) {
      const path = join(dirname(file), imported);
      if (!known.has(path)) left.push(path);
      known.add(path);
    }
  }
  return codes;
}
