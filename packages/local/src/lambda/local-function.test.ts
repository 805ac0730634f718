import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { LocalClock } from "../clock/index.ts";
import { accessKeyIdOf, findHandler, LocalFunction, type LocalFunctionOptions, runtimeVariables } from "./index.ts";

const fixtures = fileURLToPath(new URL("./fixtures", import.meta.url));
const started: LocalFunction[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.stop()));
});

function aFunction(options: Partial<LocalFunctionOptions> & { handler?: string; clock?: LocalClock } = {}) {
  const { handler = "everything.handler", clock = new LocalClock(), ...rest } = options;
  const created = new LocalFunction({
    name: "greeter",
    arn: "arn:aws:lambda:us-east-1:000000000000:function:greeter",
    memorySizeMb: 256,
    timeoutMs: 5000,
    concurrency: 2,
    clockOffset: clock.shared,
    environment: runtimeVariables({
      functionName: "greeter",
      handler,
      memorySizeMb: 256,
      region: "us-east-1",
      codeDirectory: fixtures,
    }),
    onLine: () => {},
    ...findHandler(fixtures, handler),
    ...rest,
  });
  started.push(created);
  return created;
}

describe("what a handler finds", () => {
  test("its own environment and nothing of this process", async () => {
    process.env.SECRET_OF_THE_PARENT = "visible";

    const result = await aFunction({ environment: { GREETING: "hello" } }).invoke({ do: "environment" });

    expect(result).toEqual({ kind: "returned", payload: { GREETING: "hello" } });
    delete process.env.SECRET_OF_THE_PARENT;
  });

  test("an access key that only this function has", async () => {
    const result = await aFunction().invoke({ do: "environment" });

    expect(result).toMatchObject({ payload: { AWS_ACCESS_KEY_ID: accessKeyIdOf("greeter"), AWS_REGION: "us-east-1" } });
    expect(accessKeyIdOf("greeter")).not.toBe(accessKeyIdOf("waver"));
  });

  test("Lambda's context", async () => {
    const result = await aFunction().invoke({ do: "context" });

    expect(result).toMatchObject({
      payload: {
        awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        functionName: "greeter",
        invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:greeter",
        memoryLimitInMB: "256",
        logGroupName: "/aws/lambda/greeter",
        remainingMs: expect.toSatisfy((ms: number) => ms > 0 && ms <= 5000),
      },
    });
  });

  test("the local clock behind Date, and real dates where a date is given", async () => {
    const clock = new LocalClock();
    const greeter = aFunction({ clock });
    await greeter.prewarm();
    const days = 100 * 24 * 3_600_000;
    await clock.advance(days, async () => {});

    const result = await greeter.invoke({ do: "date" });

    const payload = result.kind === "returned" ? (result.payload as Record<string, number>) : {};
    for (const told of [payload.now, payload.constructed, payload.called]) {
      expect(Math.abs((told ?? 0) - clock.now())).toBeLessThan(60_000);
    }
    expect(payload).toMatchObject({ given: "1970-01-01T00:00:00.000Z", isDate: true, sameConstructor: true });
  });
});

describe("what a handler does", () => {
  test("nothing returned is null", async () => {
    expect(await aFunction().invoke({ do: "nothing" })).toEqual({ kind: "returned", payload: null });
  });

  test("a thrown error is reported by type and message, and the sandbox stays warm", async () => {
    const greeter = aFunction();

    expect(await greeter.invoke({ do: "throw" })).toMatchObject({
      kind: "failed",
      error: { errorType: "RangeError", errorMessage: "out of range" },
    });
    expect(await greeter.invoke({ do: "count" })).toEqual({ kind: "returned", payload: 2 });
  });

  test("a handler that never ends is killed at its time-out, and the next invocation starts cold", async () => {
    const greeter = aFunction({ timeoutMs: 300 });
    await greeter.invoke({ do: "count" });

    expect(await greeter.invoke({ do: "loop" })).toEqual({
      kind: "failed",
      error: { errorType: "Sandbox.Timedout", errorMessage: "Task timed out after 0.30 seconds" },
    });
    expect(await greeter.invoke({ do: "count" })).toEqual({ kind: "returned", payload: 1 });
  });

  test("a handler that ends its process fails alone", async () => {
    const greeter = aFunction();

    expect(await greeter.invoke({ do: "exit" })).toMatchObject({ error: { errorType: "Runtime.ExitError" } });
    expect(await greeter.invoke({ do: "count" })).toEqual({ kind: "returned", payload: 1 });
  });

  test("a module that cannot be loaded fails every invocation with its error", async () => {
    const broken = aFunction({ handler: "broken.handler" });

    expect(await broken.invoke({})).toMatchObject({ error: { errorType: "TypeError", errorMessage: "cannot start" } });
    expect(await broken.invoke({})).toMatchObject({ error: { errorType: "TypeError" } });
  });

  test("a handler that the module does not export is named", async () => {
    expect(await aFunction({ handler: "everything.missing" }).invoke({})).toMatchObject({
      error: { errorType: "Runtime.HandlerNotFound", errorMessage: "missing is undefined or not exported" },
    });
  });

  test("what it prints is captured line by line", async () => {
    const lines: string[] = [];
    let seen = () => {};
    const bothSeen = new Promise<void>((resolve) => {
      seen = () => lines.length === 2 && resolve();
    });
    const greeter = aFunction({
      onLine: (line) => {
        lines.push(line);
        seen();
      },
    });

    await greeter.invoke({ do: "print" });
    await bothSeen;

    expect(lines.sort()).toEqual(["to standard error", "to standard output"]);
  });
});

describe("a function that is stopped", () => {
  test("ends what runs, does not begin what waits, and logs no error for it", async () => {
    const lines: string[] = [];
    const greeter = aFunction({ concurrency: 1, onLine: (line) => lines.push(line) });
    await greeter.prewarm();
    const results = [greeter.invoke({ do: "loop" }), greeter.invoke({ do: "count" })];

    await greeter.stop();

    expect((await Promise.all(results)).map(({ kind }) => kind)).toEqual(["failed", "failed"]);
    expect(await greeter.invoke({ do: "count" })).toMatchObject({ error: { errorType: "Runtime.ExitError" } });
    expect(lines).toEqual([]);
  });
});

describe("sandboxes", () => {
  test("a third invocation waits when two may run at a time", async () => {
    const greeter = aFunction({ concurrency: 2 });

    const results = await Promise.all([1, 2, 3].map(() => greeter.invoke({ do: "meet", waitMs: 50 })));

    const counts = results.map((result) =>
      result.kind === "returned" ? (result.payload as { invocations: number }).invocations : 0,
    );
    expect(counts.sort()).toEqual([1, 1, 2]);
    expect(greeter.running).toBe(0);
  });
});
