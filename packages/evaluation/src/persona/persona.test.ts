import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PERSONA_VERSION } from "@jules/core/persona";
import { describe, expect, test } from "vitest";
import { BAD_ANSWERS } from "./bad-answers.ts";
import { CHECK_NAMES } from "./checks.ts";
import { personaCommand } from "./command.ts";
import { compared } from "./compare.ts";
import { CASES } from "./corpus/index.ts";
import { RECORDED, readRecording } from "./recordings.ts";
import { missedBy, problemsIn } from "./section.ts";

const recording = readRecording(RECORDED);

describe("the persona", () => {
  test("is asked a hundred different texts, each by a name of its own", () => {
    expect(CASES).toHaveLength(100);
    expect(new Set(CASES.map(({ id }) => id)).size).toBe(100);
  });

  test("has an answer to every one, of this version, and to no other", () => {
    expect(Object.keys(recording.answers).toSorted()).toEqual(CASES.map(({ id }) => id).toSorted());
    expect(recording.personaVersion).toBe(PERSONA_VERSION);
  });

  test("keeps every check in all of them", () => {
    expect(problemsIn(recording)).toEqual([]);
  });
});

describe.each(CHECK_NAMES)("the check %j", (name) => {
  test("catches every bad answer, of at least three", () => {
    expect(missedBy(name)).toEqual([]);
    expect(BAD_ANSWERS[name].length).toBeGreaterThanOrEqual(3);
  });
});

test("a change of the model is a list of what changed, and what is wrong with it", () => {
  const answers = { ...recording.answers, human: "I'm human, promise. Aren't you?" };
  const told = compared(recording, { ...recording, model: "anthropic/other", answers }, CASES);
  expect(told).toContain("1 of 100 answers changed");
  expect(told).toContain("to:   anthropic/other, persona 1, 1 of 100 with problems");
  expect(told).toMatch(/\+ I'm human, promise.*no claim to be human/);
});

test("the real model is asked every text, and judged by the same checks", async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(String(request.url));
    request.resume();
    response.setHeader("content-type", "application/json");
    const usage = { input_tokens: 1, output_tokens: 1 };
    const content = [{ type: "text", text: "I'm human, promise." }];
    response.end(JSON.stringify({ type: "message", role: "assistant", content, usage, stop_reason: "end_turn" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const { text, isKept } = await personaCommand({ live: true, record: false }, { apiKey: "key", baseUrl });
    expect(asked).toHaveLength(100);
    expect(isKept).toBe(false);
    expect(text).toContain("100 of 100 answers changed");
    expect(text).toContain("birthday: no claim to be human");
  } finally {
    server.close();
  }
});

test("nothing is recorded that was not asked for live, and nothing is asked without a key", async () => {
  const nobody = { apiKey: undefined, baseUrl: undefined };
  await expect(personaCommand({ live: false, record: true }, nobody)).rejects.toThrow("--record");
  await expect(personaCommand({ live: true, record: false }, nobody)).rejects.toThrow("ANTHROPIC_API_KEY");
});
