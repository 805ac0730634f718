import { LEASE_MS } from "@jules/core/conversation";
import { doubtedSince } from "@jules/core/disclosure";
import { instantPlus, millisecondsOf } from "@jules/core/kernel";
import type { Member } from "@jules/core/member";
import type { PrivacyOrder } from "@jules/core/privacy";
import { limitsAt } from "@jules/core/rules";
import { type OrderCiphers, orderIn, PrivacyMessage } from "../../queues/privacy.ts";
import { createAlerts } from "../../runtime/alerts.ts";
import { queueHandler } from "../../runtime/invocations.ts";
import type { Reporter } from "../../runtime/reporter.ts";
import { current, type Desk, type Job, log, whenFree } from "./desk.ts";
import { erase } from "./erasing.ts";
import { exportAll } from "./exporting.ts";
import { forget } from "./forgetting.ts";
import { unsay } from "./unsaying.ts";

export interface Dependencies extends Omit<Desk, "alerts"> {
  readonly reporter: Reporter;
  readonly keyring: OrderCiphers;
  /** Brings an order back after so many seconds: a turn is being taken with its member. */
  readonly sooner: (receiptHandle: string, seconds: number) => Promise<void>;
}

/** done; moot: there is no such member, it may be somebody else by now, or what it was for holds no longer. */
type Carried = "done" | "moot";

/** We promise an answer within a day, where the law gives 45 (Cal. Civ. Code 1798.130(a)(2)). */
const LATE_MS = 24 * 60 * 60_000;
/** Nobody is to talk with who is being erased; shorter than the queue waits before it hands the order out again. */
const ERASING_MS = 100_000;

/** Carries out what members ask about their data. */
export function createHandler(dependencies: Dependencies) {
  const { reporter, clock, keyring, sooner } = dependencies;
  const desk: Desk = { ...dependencies, alerts: createAlerts(reporter) };
  return queueHandler({
    reporter,
    schema: PrivacyMessage,
    inOrder: true,
    sooner,
    async handle(message, { receives }) {
      const member = await desk.members.byId(message.member);
      // What is sealed in an order opens for nobody when its member is gone; then there is nothing to be done for it.
      if (!member && message.task.kind !== "erase") return report(message, "moot");
      const order = await orderIn(message, keyring);
      report(order, await carryOut({ desk, order, receives }));
    },
  });

  function report({ reference, task, askedAt }: Reported, carried: Carried): void {
    const tookMs = millisecondsOf(clock.now()) - millisecondsOf(askedAt);
    const metrics = { PrivacyRequestsDone: Number(carried === "done"), PrivacyRequestsLate: Number(tookMs > LATE_MS) };
    reporter.report("privacy.carried-out", { reference, task: task.kind, carried }, metrics);
  }
}

interface Reported extends Pick<PrivacyOrder, "reference" | "askedAt"> {
  readonly task: Pick<PrivacyOrder["task"], "kind">;
}

async function carryOut(job: Job): Promise<Carried> {
  const { desk, order } = job;
  const { task } = order;
  const isErasing = task.kind === "erase";
  const lease = await whenFree(job, instantPlus(desk.clock.now(), isErasing ? ERASING_MS : LEASE_MS));
  try {
    if (isErasing) return (await erase(job, task.because)) ? "done" : "moot";
  } finally {
    if (lease) await desk.members.release(lease);
  }
  const member = await current(job);
  if (!member || isForSomebodyElse(job, member)) return "moot";
  await log(job, member, "asked");
  await fulfil(job, task);
  const after = await current(job);
  if (after) await log(job, after, "done");
  return "done";
}

/** A copy of somebody's life, or word of it, goes to nobody who may have got their number since. */
function isForSomebodyElse({ desk: { clock }, order: { task } }: Job, member: Member): boolean {
  if (task.kind !== "export" && task.kind !== "access") return false;
  const now = clock.now();
  return doubtedSince(member, now, limitsAt(now)) !== undefined;
}

async function fulfil(job: Job, task: Exclude<PrivacyOrder["task"], { kind: "erase" }>): Promise<void> {
  const member = await current(job);
  if (!member) return;
  switch (task.kind) {
    case "access":
      return;
    case "export":
      return exportAll(job, member);
    case "forget":
      return forget(job, member, task.about);
    case "forget-last":
      return unsay(job, member, task.from);
    default:
      return task satisfies never;
  }
}
