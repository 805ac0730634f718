import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { NEWS_TYPES } from "../packages/core/src/billing/news.ts";
import { resourcesOf, synthesizeTest } from "../packages/local/src/synthesis/synthesized-stages.ts";

const synthesis = await synthesizeTest();
const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const deployment = read("docs/deployment.md");
const runbooks = readdirSync(new URL("../docs/runbooks", import.meta.url))
  .map((file) => read(`docs/runbooks/${file}`))
  .join("\n");

function mentioned(pattern: RegExp, text: string): string[] {
  const found = [...text.matchAll(pattern)].map(([, name]) => name ?? "");
  expect(found).not.toEqual([]);
  return [...new Set(found)];
}

test("runbooks read logs that exist", () => {
  const names = resourcesOf(synthesis, "AWS::Logs::LogGroup").map(({ Properties }) => Properties.LogGroupName);
  const logs = mentioned(/\/jules\/<stage>\/([a-z-]+)/g, runbooks);
  expect(logs.filter((name) => !names.includes(`/jules/test/${name}`))).toEqual([]);
});

test("runbooks name functions, queues, keys and dashboards that exist", () => {
  const names = [
    ...resourcesOf(synthesis, "AWS::Lambda::Function").map(({ Properties }) => Properties.FunctionName),
    ...resourcesOf(synthesis, "AWS::SQS::Queue").map(({ Properties }) => Properties.QueueName),
    ...resourcesOf(synthesis, "AWS::KMS::Alias").map(({ Properties }) => Properties.AliasName.replace("alias/", "")),
    ...resourcesOf(synthesis, "AWS::CloudWatch::Dashboard").map(({ Properties }) => Properties.DashboardName),
  ];
  const used = mentioned(/<stage>-jules-([a-z-]+(?:\.fifo)?)/g, runbooks);
  expect(used.filter((name) => !names.includes(`test-jules-${name}`))).toEqual([]);
});

test("runbooks look for log lines that the functions write", () => {
  const registry = read("packages/functions/src/runtime/log-lines.ts");
  const lines = mentioned(
    /"((?:billing|billing-orders?|callback|crisis|opinion|reconciliation|record|status|sweep|text|turn)\.[a-z-]+)"/g,
    runbooks,
  );
  expect(lines.filter((line) => !registry.includes(`"${line}"`))).toEqual([]);
});

test("secrets are set by names that the functions read", () => {
  const templates = JSON.stringify(synthesis.templates);
  const names = mentioned(/sst secrets (?:set|get|remove) (\w+)/g, `${runbooks}\n${deployment}`);
  expect(names.filter((name) => !templates.includes(`/Secret/${name}/value`))).toEqual([]);
});

test("the webhook endpoint is made for the events of Stripe's that are heeded, and for no others", () => {
  expect(mentioned(/enabled_events\[\]=([a-z_.]+)/g, deployment).sort()).toEqual([...NEWS_TYPES].sort());
});

test("the outputs of a deployment are the ones that its instructions name", () => {
  const outputs = Object.values(synthesis.templates).flatMap(({ Outputs = {} }) => Object.keys(Outputs));
  const urls = outputs.filter((name) => name.endsWith("Url"));
  expect(mentioned(/`(\w+Url)`/g, deployment).sort()).toEqual(urls.sort());
});
