import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  inWords,
  resourceOf,
  resourcesOf,
  synthesizeTest,
} from "../packages/local/src/synthesis/synthesized-stages.ts";

const synthesis = await synthesizeTest();
const root = fileURLToPath(new URL("..", import.meta.url));
const DESCRIPTION = /^(?<errorImpact>[A-Z].+\.) Runbook: (?<runbook>docs\/runbooks\/[a-z-]+\.md)$/;

const alarms = resourcesOf(synthesis, "AWS::CloudWatch::Alarm").map(({ stackName, Properties }) => {
  const { errorImpact = "", runbook = "" } = DESCRIPTION.exec(Properties.AlarmDescription)?.groups ?? {};
  const topics: unknown[] = Properties.AlarmActions ?? [];
  return {
    name: String(Properties.AlarmName),
    errorImpact,
    runbook,
    notifies: topics.map((topic) => inWords(synthesis, stackName, topic)),
    metrics: JSON.stringify(Properties),
  };
});

describe.each(alarms)("the alarm $name", ({ errorImpact, runbook, notifies }) => {
  test("says what members notice", () => {
    expect(errorImpact).not.toBe("");
  });

  test("names a runbook that exists", () => {
    expect(runbook).not.toBe("");
    expect(existsSync(`${root}${runbook}`)).toBe(true);
  });

  test("reaches somebody", () => {
    expect(notifies).toHaveLength(1);
    expect(["oncallpage", "oncallticket"]).toContain(notifies[0]);
  });
});

test("these things wake somebody up", () => {
  const pages = alarms.filter(({ notifies }) => notifies.includes("oncallpage"));
  expect(pages.map(({ name, errorImpact }) => `${name}: ${errorImpact}`).join("\n")).toMatchInlineSnapshot(`
    "test-jules-intake-errors: Members' texts go unanswered, STOP and calls for help included.
    test-jules-turn-errors: Members' texts go unanswered.
    test-jules-sweeper-errors: A text whose answer got lost on the way stays unanswered.
    test-jules-intake-duration: Members wait for STOP to be confirmed, and in a crisis for the first answer.
    test-jules-unanswered-texts: Members text and nobody gets an answer.
    test-jules-crisis-replies-failed: A member in a crisis did not get the numbers that help.
    test-jules-crisis-check-failed: A text in which nobody could look for a crisis is answered as a concern, one that means more too.
    test-jules-parked-texts: Members get no answer to texts that we could not handle.
    test-jules-episodes-unreadable: Members in danger may be spoken to as if they were not: what is known of them cannot be opened.
    test-jules-service-limited: Members are told that Jules has to pause, and hear nothing more for up to an hour or a day.
    test-jules-inbound-dead-letters: Members' texts go unanswered, STOP and calls for help included.
    test-jules-inbound-backlog: Members' texts go unanswered, STOP and calls for help included.
    test-jules-turns-dead-letters: Members' texts go unanswered.
    test-jules-turns-backlog: Members' texts go unanswered.
    test-jules-disclosure-reminder-errors: Members in a long conversation are not reminded in time that Jules is an AI.
    test-jules-reminders-late: Members in a long conversation are reminded too late that Jules is an AI.
    test-jules-bandwidth-authorizer-errors: Callbacks of the carrier are refused: members' texts arrive late or never.
    test-jules-bandwidth-webhook-errors: Members' texts arrive late.
    test-jules-webhook-server-errors: Members' texts arrive late, or never if this lasts a day."
  `);
});

test("these things wait for the morning", () => {
  const tickets = alarms.filter(({ notifies }) => notifies.includes("oncallticket"));
  expect(tickets.map(({ name, errorImpact }) => `${name}: ${errorImpact}`).join("\n")).toMatchInlineSnapshot(`
    "test-jules-age-verification-page-errors: Who was taken for a minor cannot show that they are an adult.
    test-jules-age-verification-page-throttles: Who was taken for a minor cannot show that they are an adult.
    test-jules-veriff-webhook-errors: Members who showed their age hear of it up to an hour late.
    test-jules-veriff-webhook-throttles: Members who showed their age hear of it up to an hour late.
    test-jules-age-verification-errors: Members who showed their age are not told, and stay where they were.
    test-jules-age-verification-throttles: Members who showed their age are not told, and stay where they were.
    test-jules-impossible-birth-dates: A member showed a document, and the date of birth that was read from it cannot be: they stay where they were.
    test-jules-forged-verifications: Members notice nothing; somebody tries to pass for Veriff, or a changed secret keeps Veriff out.
    test-jules-unknown-verifications: Members notice nothing as a rule; Veriff speaks of sessions that nobody here began.
    test-jules-verification-pages-failed: Who was taken for a minor cannot show that they are an adult.
    test-jules-billing-page-errors: Members cannot subscribe, change their card or end their plan on the page; ending it by text works.
    test-jules-billing-page-throttles: Members cannot subscribe, change their card or end their plan on the page; ending it by text works.
    test-jules-stripe-webhook-errors: Members who paid may not have what they paid for, until it is compared with Stripe within the hour.
    test-jules-stripe-webhook-throttles: Members who paid may not have what they paid for, until it is compared with Stripe within the hour.
    test-jules-billing-errors: Members who paid may not have what they paid for, until it is compared with Stripe within the hour.
    test-jules-billing-throttles: Members who paid may not have what they paid for, until it is compared with Stripe within the hour.
    test-jules-billing-orders-errors: Members who ended their plan, or want no more texts, may be charged once more before it is given back.
    test-jules-billing-orders-throttles: Members who ended their plan, or want no more texts, may be charged once more before it is given back.
    test-jules-stripe-reconciliation-errors: Members notice nothing, unless news of Stripe got lost as well: then they lack what they paid for.
    test-jules-stripe-reconciliation-throttles: Members notice nothing, unless news of Stripe got lost as well: then they lack what they paid for.
    test-jules-forged-stripe-webhooks: Members notice nothing; somebody tries to pass for Stripe, or a changed secret keeps Stripe out.
    test-jules-payments-unavailable: Members cannot pay or change what they pay; those who pay keep what they have.
    test-jules-double-subscriptions: A member paid twice; the second subscription was ended and refunded, and they may ask about it.
    test-jules-standings-drifted: Members had for up to an hour what they had not paid for, or lacked what they had: Stripe's news do not arrive.
    test-jules-reconciliation-late: Members notice nothing, unless news of Stripe got lost as well: then they lack what they paid for.
    test-jules-billing-pages-failed: Members cannot subscribe, change their card or end their plan on the page; ending it by text works.
    test-jules-billing-orders-late: A member ended their plan, or wants no more texts, and it still runs; what is charged meanwhile is given back.
    test-jules-billing-orders-failed: Plans that members ended still run; what is charged meanwhile is given back.
    test-jules-invoices-unfinished: Members notice nothing; Stripe could not finish an invoice, so that what somebody has is not charged.
    test-jules-disputes-opened: A member told their bank that a charge is not theirs; nothing more is charged, and the bank decides.
    test-jules-fraud-warnings: Members notice nothing yet; a bank takes a charge for fraud, and a dispute follows unless it is refunded.
    test-jules-refunds-failed: A member was promised their money back, and their bank did not take it.
    test-jules-intake-throttles: Members' texts go unanswered, STOP and calls for help included.
    test-jules-turn-throttles: Members' texts go unanswered.
    test-jules-delivery-status-errors: Members notice nothing; we do not know which of our texts arrived.
    test-jules-delivery-status-throttles: Members notice nothing; we do not know which of our texts arrived.
    test-jules-sweeper-throttles: A text whose answer got lost on the way stays unanswered.
    test-jules-follow-up-errors: Members who asked for a check-in after a crisis do not get it.
    test-jules-follow-up-throttles: Members who asked for a check-in after a crisis do not get it.
    test-jules-release-hold-errors: Members notice nothing; an operator could not release a member from a hold.
    test-jules-release-hold-throttles: Members notice nothing; an operator could not release a member from a hold.
    test-jules-turn-duration: Members wait unusually long for an answer.
    test-jules-referrals-uncounted: Members notice nothing; what we report to the authorities is too low.
    test-jules-replies-held-back: Members are told that Jules has no good answer: the model writes what must not be said.
    test-jules-fixed-texts-failed: The help in a crisis, a confirmation or the introduction left us and never reached the member.
    test-jules-blocked-senders: Members may get none of our texts: carriers block them.
    test-jules-model-failures: Members get no answer, or a late one.
    test-jules-judgements-failed: Members notice nothing: what is said is judged by our own guards alone.
    test-jules-opinions-failed: Texts that only hint at danger are answered as a concern, those that mean more too.
    test-jules-opt-in-errors: Members notice nothing; nobody can join on the page, and has to text us first.
    test-jules-opt-in-throttles: Members notice nothing; nobody can join on the page, and has to text us first.
    test-jules-prefixes-limited: Members whose numbers begin alike get no answer: somebody texts from a whole block of numbers.
    test-jules-members-limited: Many members are told that they have texted enough for now: a limit is too low, or somebody pumps.
    test-jules-loops-found: Members notice nothing as a rule: machines text with Jules.
    test-jules-uses-counted-alone: Members notice nothing; without Redis the limits hold within one sandbox only, and more may be spent.
    test-jules-texts-foreign: Members notice nothing; many texts come from numbers outside the United States and are not answered.
    test-jules-joins-refused: People who want to join are told to come back later: somebody asks for codes again and again.
    test-jules-join-pages-failed: Nobody can join on the page.
    test-jules-memory-errors: Jules does not remember what somebody told lately, once it is no longer among their last texts.
    test-jules-memory-throttles: Jules does not remember what somebody told lately, once it is no longer among their last texts.
    test-jules-memory-readings-failed: Jules remembers nothing new, of anybody; what was told is read later.
    test-jules-privacy-errors: What members ask about their own data is not done.
    test-jules-privacy-throttles: What members ask about their own data is not done.
    test-jules-retention-errors: Members notice nothing; what is to be deleted is kept for too long, of children too.
    test-jules-retention-throttles: Members notice nothing; what is to be deleted is kept for too long, of children too.
    test-jules-privacy-requests-late: A member waited for more than a day for what they asked about their data.
    test-jules-erasures-overdue: Members notice nothing; somebody who was to be erased a day ago is not.
    test-jules-vendor-deletions-overdue: Members notice nothing; Veriff still has something of somebody who was erased a day ago.
    test-jules-links-forged: Members notice nothing; somebody tries links to copies of members' data.
    test-jules-proactive-errors: Members do not get the reminders and check-ins that they asked for.
    test-jules-proactive-throttles: Members do not get the reminders and check-ins that they asked for.
    test-jules-agenda-late: Members did not get reminders that they asked for: they came up too late to be of use.
    test-jules-provider-probe-errors: Members notice nothing; an expired key is found only in the outage in which it is needed.
    test-jules-provider-probe-throttles: Members notice nothing; an expired key is found only in the outage in which it is needed.
    test-jules-models-refused: Members notice nothing yet; a key, an account or a model that is to answer in an outage would not.
    test-jules-model-probes-failed: Members notice nothing yet; a model that is to answer in an outage has been out for hours.
    test-jules-fallback-answers: Members are answered by the second choice, a little later: the first model is out.
    test-jules-public-api-errors: Members notice nothing; visitors and uptime checks get an error.
    test-jules-public-api-throttles: Members notice nothing; visitors and uptime checks get an error.
    test-jules-members-api-errors: Opt-ins and opt-outs that come by other ways than a text fail, and operators cannot see to members.
    test-jules-members-api-throttles: Opt-ins and opt-outs that come by other ways than a text fail, and operators cannot see to members.
    test-jules-exports-errors: Members cannot open the copy of their data that they asked for.
    test-jules-exports-throttles: Members cannot open the copy of their data that they asked for.
    test-jules-public-api-server-errors: Members notice nothing; visitors and uptime checks get an error.
    test-jules-counts-unavailable: Members notice nothing; the public page says that the count of referrals, which the law wants, is not available.
    test-jules-age-verification-dead-letters: Members who showed their age are not told, and stay where they were.
    test-jules-age-verification-backlog: Members who showed their age are not told, and stay where they were.
    test-jules-status-dead-letters: Members notice nothing; we do not know which of our texts arrived.
    test-jules-status-backlog: Members notice nothing; we do not know which of our texts arrived.
    test-jules-privacy-dead-letters: What a member asked about their own data is not done: a copy of it, or its deletion.
    test-jules-privacy-backlog: What a member asked about their own data is not done: a copy of it, or its deletion.
    test-jules-memory-dead-letters: Jules does not remember what somebody told lately, once it is no longer among their last texts.
    test-jules-memory-backlog: Jules does not remember what somebody told lately, once it is no longer among their last texts.
    test-jules-billing-dead-letters: Members who paid may not have what they paid for, until it is compared with Stripe within the hour.
    test-jules-billing-backlog: Members who paid may not have what they paid for, until it is compared with Stripe within the hour.
    test-jules-disclosure-reminder-throttles: Members in a long conversation are not reminded in time that Jules is an AI.
    test-jules-switches-unknown: Members notice nothing; a rule that somebody meant to switch on is not.
    test-jules-bandwidth-authorizer-throttles: Callbacks of the carrier are refused: members' texts arrive late or never.
    test-jules-bandwidth-webhook-throttles: Members' texts arrive late.
    test-jules-unknown-callbacks: Members may be unheard: the carrier sends something that we acknowledge but do not understand."
  `);
});

test.each(readdirSync(`${root}docs/runbooks`))("%s leads from what is noticed to what is done", (file) => {
  const headings = readFileSync(`${root}docs/runbooks/${file}`, "utf8").match(/^## .+$/gm);
  expect(headings).toEqual(["## What the member notices", "## Look first", "## Do", "## Afterwards"]);
});

test("silence is measured against texts that wait for a reply, so that STOP and a crisis alone wake nobody", () => {
  const silence = alarms.find(({ name }) => name === "test-jules-unanswered-texts");
  expect(silence?.metrics.match(/(?<="MetricName":")\w+/g)).toEqual(["TextsWaiting", "RepliesSent"]);
});

test("what is not understood is noticed on both routes: a text that is ignored is a member who is unheard", () => {
  const unknown = alarms.find(({ name }) => name === "test-jules-unknown-callbacks");
  expect(unknown?.metrics.match(/(?<="MetricName":")\w+/g)).toEqual(["TextsIgnored", "UnknownCallbacks"]);
});

test("every runbook belongs to an alarm", () => {
  const used = new Set(alarms.map(({ runbook }) => runbook.replace("docs/runbooks/", "")));
  expect(readdirSync(`${root}docs/runbooks`).filter((file) => !used.has(file))).toEqual([]);
});

test("every dead-letter queue and every function is watched", () => {
  const all = alarms.map(({ metrics }) => metrics).join("\n");
  const deadLetters = resourcesOf(synthesis, "AWS::SQS::Queue").filter(({ Properties }) => !Properties.RedrivePolicy);
  const watched = [...deadLetters, ...resourcesOf(synthesis, "AWS::Lambda::Function")];
  expect(watched.filter(({ logicalId }) => !all.includes(logicalId))).toEqual([]);
});

describe("the topics that alarms go to", () => {
  const fromCloudWatch = { Effect: "Allow", Principal: { Service: "cloudwatch.amazonaws.com" } };

  test("are encrypted, with a key that CloudWatch may use", () => {
    const topics = resourcesOf(synthesis, "AWS::SNS::Topic");
    expect(topics.map(({ Properties }) => JSON.stringify(Properties.KmsMasterKeyId))).toEqual([
      expect.stringContaining("encryptionkey"),
      expect.stringContaining("encryptionkey"),
    ]);
    const key = resourceOf(synthesis, "AWS::KMS::Key", "encryptionkey");
    expect(key.Properties.KeyPolicy.Statement).toContainEqual(
      expect.objectContaining({ ...fromCloudWatch, Action: ["kms:Decrypt", "kms:GenerateDataKey*"] }),
    );
  });

  test.each(resourcesOf(synthesis, "AWS::SNS::TopicPolicy"))(
    "$name lets the alarms of this account publish",
    (each) => {
      expect(each.Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({
          ...fromCloudWatch,
          Action: "sns:Publish",
          Condition: { StringEquals: { "aws:SourceAccount": "000000000000" } },
        }),
      );
    },
  );
});
