import { expect, test } from "vitest";
import {
  inWords,
  resourceOf,
  resourcesOf,
  synthesizeTest,
} from "../packages/local/src/synthesis/synthesized-stages.ts";

const synthesis = await synthesizeTest();
const { stackName, Properties } = resourceOf(synthesis, "AWS::CloudWatch::Dashboard", "dashboard");
const body = inWords(synthesis, stackName, Properties.DashboardBody);

test("the dashboard asks about members first and about machines last", () => {
  const questions = [...body.matchAll(/"markdown":"## ([^"]+)"/g)].map(([, question]) => question);
  expect(questions).toEqual([
    "Are members answered?",
    "Are members safe?",
    "Does anything wait or lie?",
    "Does somebody use us up?",
    "Do others fail us?",
    "What do answers cost?",
    "Do members have what they pay for?",
    "Do our machines fail?",
  ]);
});

test("the dashboard shows functions that exist", () => {
  const names = resourcesOf(synthesis, "AWS::Lambda::Function").map((each) => each.Properties.FunctionName);
  const shown = [...body.matchAll(/"FunctionName","([^"]+)"/g)].map(([, name]) => name);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.filter((name) => !names.includes(name))).toEqual([]);
});
