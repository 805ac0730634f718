import { expect, test } from "vitest";
import * as z from "zod/mini";
import { ownNumbers, readEnvironment, text, url } from "./environment.ts";

const schema = z.object({ NAME: text, QUEUE_URL: url, NUMBERS: ownNumbers });
const right = { NAME: "jules", QUEUE_URL: "https://queue.example/1", NUMBERS: "+19195550100, +18335550100" };

test("a right environment is read into its types", () => {
  expect(readEnvironment(schema, right)).toEqual({ ...right, NUMBERS: ["+19195550100", "+18335550100"] });
});

test.each([
  ["NAME", { ...right, NAME: "" }],
  ["QUEUE_URL", { ...right, QUEUE_URL: "not a url" }],
  ["NUMBERS", { ...right, NUMBERS: "+1919,hello" }],
  ["NAME", { QUEUE_URL: right.QUEUE_URL, NUMBERS: right.NUMBERS }],
])("a wrong %s is named, without its value", (name, environment) => {
  expect(() => readEnvironment(schema, environment)).toThrow(new RegExp(`wrong environment: ${name}`));
  expect(() => readEnvironment(schema, environment)).not.toThrow(/hello|not a url/);
});
