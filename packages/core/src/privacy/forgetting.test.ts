import { expect, test } from "vitest";
import { mentions } from "./index.ts";

test.each([
  ["my sister", "My Sister called again"],
  ["my sister", "both sisters came"],
  ["my sister's wedding", "the WEDDING of my sister"],
  ["i have diabetes", "since the diabetes diagnosis"],
  ["jose", "José no llamó"],
  ["lo de maria", "María se fue"],
  ["my ex bob", "bob, my ex, texted"],
  ["it", "it"],
  ["boxes", "so many boxes, one box"],
])("%j is mentioned in %j", (about, body) => {
  expect(mentions(body, about)).toBe(true);
});

test.each([
  ["my sister", "my brother called"],
  ["ann", "the annual report"],
  ["my ex bob", "bob from work"],
  ["my job", ""],
  ["...", "anything"],
])("%j is not mentioned in %j", (about, body) => {
  expect(mentions(body, about)).toBe(false);
});
