import { expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

test("no output of a whole run holds a number or a word that somebody wrote", async () => {
  const jules = await LocalJules.start();
  const marks: string[] = [];
  const mark = (text: string) => {
    const marked = `zq${marks.length}xk`;
    marks.push(marked);
    return `${text} ${marked}`;
  };
  const number = "+14155559876";
  try {
    await jules.say(mark("hello there"), number);
    await jules.say(mark("I want to kill myself"), number);
    await jules.say("HELP", number);
    await jules.post([jules.callback(mark("foreign"), { from: number, applicationId: "other" })]);
    await jules.post([jules.callback(mark("no date"), { from: number, time: "never" })]);
    await jules.post(`[{"text": "${mark("broken")}", "from": "${number}"`);
    await jules.post([jules.callback(mark("strange"), { from: number })], { authorization: "Basic eDp5" });
    // Credentials of the other direction pass the authorizer, and not the webhook.
    const { username, password } = jules.ready.bandwidth.status;
    await jules.post([jules.callback(mark("unauthorized"), { from: number })], {
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
    });
    await jules.post([jules.callback(mark("sender"), { from: "JOE" })]);
    await jules.say("STOP", number);
    await jules.say(mark("after stop"), number);
    await jules.advance(5 * 60_000);
    await jules.settle();
    const { inbound, status } = jules.ready.bandwidth;
    const pathSecret = jules.ready.webhooks.bandwidthInbound.split("/").at(-1) ?? "";
    const { output } = jules;
    // Something was written, or this test would prove nothing.
    for (const line of ["text.taken-in", "callback.unauthorized"]) {
      expect(output.includes(line), `${line} is missing`).toBe(true);
    }
    for (const forbidden of [...marks, number.slice(1), inbound.password, status.password, pathSecret]) {
      expect(output.includes(forbidden), `${forbidden} stands in the output`).toBe(false);
    }
    const [own = ""] = jules.ready.bandwidth.numbers;
    expect(output.includes(own.slice(1))).toBe(false);
  } finally {
    await jules.stop();
  }
});
