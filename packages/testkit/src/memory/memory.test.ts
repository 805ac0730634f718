import { describe } from "vitest";
import { storesContract } from "../contracts/index.ts";
import { createMemoryConversations } from "./conversations.ts";
import { createMemoryMembers } from "./members.ts";

describe("in memory", () => {
  storesContract(async () => {
    const members = createMemoryMembers();
    return { members, conversations: createMemoryConversations(members) };
  });
});
