import { Failure, memberId } from "@jules/core/kernel";
import type { RefusalReason } from "@jules/core/messaging";
import { describe } from "vitest";
import { manualClock } from "../clock/index.ts";
import {
  type ModelEvent,
  paymentsContract,
  profileContract,
  replyModelContract,
  secondLookContract,
  senderContract,
} from "../contracts/index.ts";
import { memoryPayments, memoryProfiles, recordingSender, scriptedModel, scriptedSecondLook } from "./index.ts";

describe("the recording sender", () => {
  senderContract(async () => {
    const sender = recordingSender();
    return {
      sender,
      meet(event) {
        if (event === "unheard") return sender.next("accepted-unheard");
        if (event === "no-token") {
          return sender.prepareWith(async () => Promise.reject(new Failure("carrier.unavailable", "scripted")));
        }
        const reason: RefusalReason = event === "http-401" ? "unauthorized" : event;
        sender.next({ kind: "refused", reason, retryable: event !== "http-400" && event !== "http-403" });
      },
      accepted: (id) => sender.accepted.filter((text) => text.id === id).length,
    };
  });
});

describe("profiles in a map", () => {
  let members = 0;
  const member = async () => memberId(`m_${String(members++).padStart(32, "0")}`);

  profileContract(async () => ({ profiles: memoryProfiles(), member }));
});

describe("the scripted model", () => {
  const outcome = (event: ModelEvent) =>
    event === "overloaded" || event === "hang" ? "unavailable" : ({ kind: "declined", reason: event } as const);

  replyModelContract(async () => {
    const model = scriptedModel();
    return { model, meet: (event) => model.next(outcome(event)) };
  });
});

describe("the scripted second look", () => {
  secondLookContract(async () => {
    const secondLook = scriptedSecondLook((text) =>
      text.includes("die") ? { tier: "high", categories: ["suicide"] } : { tier: "none", categories: [] },
    );
    return { secondLook, meet: () => secondLook.next(undefined) };
  });
});

describe("who takes the money, in memory", () => {
  paymentsContract(async () => {
    const clock = manualClock();
    const { payments, ...memory } = memoryPayments(clock);
    return {
      ...{ payments, now: clock.now, out: memory.out },
      pay: async ({ id }) => void memory.pay(id),
      renew: async (id, isPaid) => void memory.renew(id, isPaid),
    };
  });
});
