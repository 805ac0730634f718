import { tableContract } from "@jules/testkit/contracts";
import { describe } from "vitest";
import { useAws } from "../../test/aws.ts";
import { createDocuments } from "./index.ts";

useAws();

describe("the embedded engine", () => {
  tableContract(async () => ({ documents: createDocuments() }), {
    "puts what is set behind the end of a list at its end": "it fills the gap with nulls",
    "removes several places of a list by where they were before": "it counts each from what the one before left",
    "shows nothing of before when it made the item": "it shows the key as the item before",
    "with an unknown type": "no value has such a type, so the condition fails",
    "with an order of truths": "the condition fails",
    "with more than a hundred candidates": "it takes any number",
    "is refused with a value that no expression uses in it": "it cancels the transaction",
    "shows of the items it reads what it was asked for": "a TransactGet gives whole items",
    "is refused with a value of another type": "it finds nothing",
    "is refused with an empty key": "it finds nothing",
    "is refused with a start in another partition": "it takes any key of the index",
    "is refused to who wants an attribute that it does not hold": "it leaves the attribute out",
  });
});
