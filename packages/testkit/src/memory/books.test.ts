import { NO_BILLING } from "@jules/core/billing";
import { instant } from "@jules/core/kernel";
import { describe } from "vitest";
import { billingStoreContract } from "../contracts/index.ts";
import { memoryBooks } from "./index.ts";

describe("books in memory", () => {
  billingStoreContract(async () => {
    const { books, members, memberWith } = memoryBooks({ now: () => instant("2026-11-20T17:00:00Z") });
    return {
      ...{ billing: books.billing, members: books.members },
      newMember: async () => memberWith({ billing: NO_BILLING }).id,
      forget: async (id) => members.delete(id),
    };
  });
});
