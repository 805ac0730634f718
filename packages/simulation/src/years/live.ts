import { type Instant, instant } from "@jules/core/kernel";
import type { MessageSender, OutgoingText, SendOutcome } from "@jules/core/messaging";
import { manualClock } from "@jules/testkit/clock";
import { createRandom } from "../engine/index.ts";
import type { Happening, Plan } from "./plan.ts";
import { wireYear } from "./wiring.ts";

const MINUTE_MS = 60_000;

/** A text that the carrier took, and when; `failedAt` when it said later that it did not arrive. */
export interface Accepted {
  readonly at: number;
  readonly id: string;
  readonly body: string;
  readonly isUrgent: boolean;
  failedAt?: number;
}

/** What a year came to, as the carrier and the member know it. */
export interface Lived {
  readonly plan: Plan;
  readonly accepted: readonly Accepted[];
  /** When each thing that the member did was over. */
  readonly done: readonly (Happening & { readonly until: number })[];
}

/** Goes through a year from one thing that happens to the next. Where nothing does and nothing is due, no time is spent. */
export async function live(plan: Plan): Promise<Lived> {
  const random = createRandom(`carrier ${plan.seed}`);
  const clock = manualClock(instant(plan.happenings[0]?.at ?? 0));
  const nowMs = () => Date.parse(clock.now());
  const accepted: Accepted[] = [];
  const runs = new Set<number>();
  let isUnsettled = false;

  const sender: MessageSender = {
    prepare: async () => undefined,
    async send(text) {
      const isOut = plan.outages.some(({ from, to }) => from <= nowMs() && nowMs() < to);
      if (!isOut) return accept(text);
      isUnsettled = true;
      if (random.chance(0.6)) return { kind: "refused", reason: "http-503", retryable: true };
      // It went out all the same, or it did not: nobody is told.
      if (random.chance(0.5)) accept(text);
      return { kind: "unknown", reason: "no-answer" };
    },
  };
  function accept({ id, body, priority }: OutgoingText): SendOutcome {
    accepted.push({ at: nowMs(), id, body, isUrgent: priority === "high" });
    return { kind: "accepted", carrierId: `carrier-${accepted.length}`, segments: 1 };
  }

  /** The cron runs in the minute after a moment. */
  const soon = (at: string) => void runs.add(Math.ceil(Date.parse(at) / MINUTE_MS) * MINUTE_MS);
  const year = wireYear(clock, plan.number, sender, soon);
  const setClock = (to: number) => clock.advance(Math.max(0, to - nowMs()));

  async function settle(): Promise<void> {
    for (let minute = 0; isUnsettled && minute < 12; minute++) {
      isUnsettled = minute < 3;
      clock.advance(MINUTE_MS);
      await year.sweep();
    }
    isUnsettled = false;
  }

  /** Now and then the carrier says of its newest text that it did not arrive. */
  async function perhapsFail(): Promise<void> {
    const last = accepted.at(-1);
    if (!last || last.failedAt || !random.chance(0.03)) return;
    clock.advance(5_000);
    last.failedAt = nowMs();
    await year.failed(last.id, `carrier-${accepted.length}`);
  }

  async function happen(happening: Happening): Promise<void> {
    switch (happening.kind) {
      case "text":
        await year.say(happening.body);
        break;
      case "age":
        await year.members.changeAge(await year.member(), { state: happening.state, by: "verification" }, clock.now());
        break;
      case "agree":
        await agree();
        break;
      case "follow-up":
        await year.followUp();
        break;
      default:
        happening satisfies never;
    }
    await settle();
    await perhapsFail();
  }

  async function agree(): Promise<void> {
    const member = await year.member();
    if (member.consent.state !== "ACTIVE") return;
    const at: Instant = clock.now();
    const change = { state: "ACTIVE", scope: "recurring", cause: "confirmed-by-text", changedBy: "page" } as const;
    await year.members.changeConsent(member, { ...change, saidAt: at }, at);
  }

  const done: (Happening & { readonly until: number })[] = [];
  const waiting = [...plan.happenings];
  const endsAt = (plan.happenings.at(-1)?.at ?? 0) + 40 * 24 * 60 * MINUTE_MS;
  for (;;) {
    const nextRun = Math.min(...runs);
    const next = waiting[0];
    if (nextRun <= (next?.at ?? endsAt)) {
      runs.delete(nextRun);
      setClock(nextRun);
      await year.remind();
      await settle();
      await perhapsFail();
    } else if (next) {
      waiting.shift();
      setClock(next.at);
      const at = nowMs();
      await happen(next);
      done.push({ ...next, at, until: nowMs() });
    } else {
      return { plan, accepted, done };
    }
  }
}
