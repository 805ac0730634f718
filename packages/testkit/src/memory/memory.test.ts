import { Failure } from "@jules/core/kernel";
import type { RefusalReason } from "@jules/core/messaging";
import { describe } from "vitest";
import { type ModelEvent, replyModelContract, senderContract } from "../contracts/index.ts";
import { recordingSender, scriptedModel } from "./index.ts";

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

describe("the scripted model", () => {
  const outcome = (event: ModelEvent) =>
    event === "overloaded" || event === "hang" ? "unavailable" : ({ kind: "declined", reason: event } as const);

  replyModelContract(async () => {
    const model = scriptedModel();
    return { model, meet: (event) => model.next(outcome(event)) };
  });
});
