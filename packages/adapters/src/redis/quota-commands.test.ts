import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { instant, type MemberId, memberId, type PhoneNumber, type TextId } from "@jules/core/kernel";
import { createQuotas, DEFAULT_LIMITS } from "@jules/core/quotas";
import { LocalClock } from "@jules/local/clock";
import { startUpstash, type Upstash } from "@jules/local/upstash";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createRedisSharedState, nameOf } from "./index.ts";

const TOKEN = "token";
const AT_MS = Date.parse("2026-11-20T17:00:00.000Z");
/** https://upstash.com/docs/redis/overall/billing */
const USD_PER_MILLION_COMMANDS = 2;

/** Upstash's protocol, and every command that it was sent, as it bills them. */
let upstash: Upstash;
let url: string;
let billed: string[][] = [];
const counter = createServer((request, response) => void count(request, response));

async function count(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  const sent = JSON.parse(body);
  billed.push(...(request.url === "/" ? [sent] : sent));
  const headers = { authorization: request.headers.authorization ?? "", "upstash-encoding": "base64" };
  const answer = await fetch(upstash.url + request.url, { method: "POST", body, headers });
  response.writeHead(answer.status).end(await answer.text());
}

beforeAll(async () => {
  upstash = await startUpstash({ clock: new LocalClock(), token: TOKEN });
  counter.listen(0, "127.0.0.1");
  await once(counter, "listening");
  url = `http://127.0.0.1:${(counter.address() as AddressInfo).port}`;
});
afterAll(async () => {
  counter.close();
  counter.closeAllConnections();
  await upstash.close();
});

let stages = 0;
beforeEach(() => {
  stages += 1;
});

function sandbox() {
  return createQuotas({
    state: createRedisSharedState({ url, token: async () => TOKEN, prefix: `stage${stages}:`, timeoutMs: 5_000 }),
    limits: DEFAULT_LIMITS,
    clock: { now: () => instant(AT_MS) },
    nameOf: (member) => nameOf("quota", member),
    digest: async () => (word) => word.toUpperCase(),
    notices: { over: () => undefined, loop: () => undefined, alone: () => undefined },
  });
}

const memberAt = (index: number) => memberId(`m_${String(index).padStart(32, "0")}`);
const numberAt = (index: number) => `+1415${String(2_000_000 + index * 10_000)}` as PhoneNumber;

/** What a turn is billed for before its answer and after it. */
async function billedFor(quotas: ReturnType<typeof sandbox>, member: MemberId, number: PhoneNumber, turn: number) {
  const at = instant(AT_MS + turn);
  const words = `the ${spelled(turn)} ${spelled(turn * 7 + 1)} news ${spelled(turn * 3 + 2)}`;
  billed = [];
  await quotas.take({ member, number, ids: [`text-${turn}` as TextId], bodies: [words], at });
  const taken = billed.map(([name]) => name);
  await quotas.spend({ member, number, at, texts: 1, tokens: 2_600, costMicroUsd: 3_000 });
  return { taken, spent: billed.slice(taken.length).map(([name]) => name) };
}
const spelled = (index: number) => [...String(index)].map((digit) => "qwertzuiop"[Number(digit)]).join("");

test("a turn is billed one command to take and one to spend", async () => {
  expect(await billedFor(sandbox(), memberAt(1), numberAt(1), 1)).toEqual({ taken: ["get"], spent: ["set"] });
  // Another sandbox goes on where the first one was.
  const again = await billedFor(sandbox(), memberAt(1), numberAt(1), 2);
  expect(again).toEqual({ taken: ["get"], spent: ["set"] });
});

test("two hundred turns of a hundred members are billed 2.11 commands each, 4.22 dollars a million", async () => {
  const quotas = sandbox();
  const counts: Record<string, number> = {};
  for (let turn = 0; turn < 200; turn++) {
    const { taken, spent } = await billedFor(quotas, memberAt(turn % 100), numberAt(turn % 100), turn);
    expect(taken).toEqual(["get"]);
    for (const name of spent) counts[name as string] = (counts[name as string] ?? 0) + 1;
  }
  // What the service used, in the hour and in the day, is told with every twentieth turn; its first teller says when it ends.
  expect(counts).toEqual({ set: 200, bitfield: 20, pexpire: 2 });
  const perTurn = 1 + (200 + 20 + 2) / 200;
  expect(perTurn * USD_PER_MILLION_COMMANDS).toBeCloseTo(4.22, 5);
});

test("nothing that is sent holds a member's id, a number or a word", async () => {
  const quotas = sandbox();
  billed = [];
  const all: string[][] = [];
  for (let turn = 0; turn < 21; turn++) {
    await billedFor(quotas, memberAt(7), "+14155550123" as PhoneNumber, turn);
    all.push(...billed);
  }
  const sent = all.map((command) => command.join(" "));
  expect(sent.filter((command) => command.includes("quota:prefix:415555"))).not.toEqual([]);
  expect(sent.filter((command) => /m_|00000007|5550123/.test(command))).toEqual([]);
});
