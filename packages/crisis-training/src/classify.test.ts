import { spawn } from "node:child_process";
import { text as allOf } from "node:stream/consumers";
import { describe, expect, test } from "vitest";

const PROGRAM = new URL("classify.ts", import.meta.url).pathname;

async function classify(input: string) {
  const child = spawn(process.execPath, [PROGRAM], { stdio: "pipe" });
  child.stdin.end(input);
  const [output, errors, code] = await Promise.all([
    allOf(child.stdout),
    allOf(child.stderr),
    new Promise((resolve) => child.on("close", resolve)),
  ]);
  const lines = output.split("\n").filter(Boolean);
  return { answers: lines.map((line) => JSON.parse(line)), errors, code };
}

const question = (id: unknown, text: string) => JSON.stringify({ id, text });

describe("the command that judges texts", () => {
  test("answers each line, in order", async () => {
    const { answers, errors, code } = await classify(
      [question("b", "i want to kill myself"), question("a", "see you at lunch"), question(7, "")].join("\n"),
    );
    expect(answers).toEqual([
      {
        ...{ id: "b", crisis: true, watch: true, categories: ["suicide"] },
        ...{ score: expect.any(Number), tier: expect.stringMatching(/^(high|imminent)$/) },
      },
      { id: "a", crisis: false, watch: false, categories: [], score: expect.any(Number), tier: "none" },
      { id: 7, crisis: false, watch: false, categories: [], score: expect.any(Number), tier: "none" },
    ]);
    expect(errors).toBe("");
    expect(code).toBe(0);
  });

  test("names a line that is none, and judges the others", async () => {
    const { answers, errors, code } = await classify(
      [
        ...[
          question(1, "hey"),
          "{",
          question(2, "hi"),
          '{"id":3}',
          '{"text":"no id"}',
          '{"id":4,"text":5}',
          "null",
          '"a"',
        ],
        ...["", question(5, "last")],
      ].join("\r\n"),
    );
    expect(answers.map(({ id }) => id)).toEqual([1, 2, 5]);
    expect(errors.match(/\d+(?= is no)/g)).toEqual(["2", "4", "5", "6", "7", "8"]);
    expect(code).toBe(1);
  });

  test("never repeats a text, not even one it cannot read", async () => {
    const { answers, errors } = await classify(`${question(1, "i want to die, purplemonkey")}\npurplemonkey\n`);
    expect(JSON.stringify(answers) + errors).not.toContain("purplemonkey");
  });

  test("judges nothing when there is nothing", async () => {
    expect(await classify("")).toEqual({ answers: [], errors: "", code: 0 });
  });

  test("keeps up with 10,000 lines", async () => {
    const questions = Array.from({ length: 10_000 }, (_, id) =>
      question(id, `i had soup on day ${id}, and then we talked`),
    );
    const { answers, code } = await classify(questions.join("\n"));
    expect(answers.map(({ id }) => id)).toEqual(questions.map((_, id) => id));
    expect(code).toBe(0);
  }, 30_000);
});
