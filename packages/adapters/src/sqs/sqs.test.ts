import { expect, test } from "vitest";
import { useAws } from "../../test/aws.ts";
import { createQueue } from "./index.ts";

const { aws } = useAws();

function fifo(name: string) {
  aws().queues.create({
    ...{ name, fifo: true, visibilityTimeoutSeconds: 30, retentionSeconds: 3_600, delaySeconds: 0 },
    deduplicationScope: "messageGroup",
  });
  return createQueue({ url: aws().queues.url(name) });
}

const bodies = (name: string) =>
  aws()
    .queues.messages(name)
    .map((message) => message.body);

test("entries arrive whole and in order, more than one batch of them", async () => {
  const queue = fifo("many.fifo");
  const entries = Array.from({ length: 23 }, (_, index) => ({
    ...{ body: `text ${index} \u{1F642}`, groupId: "member", deduplicationId: `id-${index}` },
  }));
  await queue.sendAll(entries);
  expect(bodies("many.fifo")).toEqual(entries.map((entry) => entry.body));
});

test("the same entry is one message", async () => {
  const queue = fifo("once.fifo");
  const entry = { body: "text", groupId: "member", deduplicationId: "same" };
  await queue.sendAll([entry]);
  await queue.sendAll([entry]);
  expect(bodies("once.fifo")).toEqual(["text"]);
});

test("a message can be sent to arrive minutes later", async () => {
  aws().queues.create({
    ...{ name: "later", fifo: false, visibilityTimeoutSeconds: 30, retentionSeconds: 3_600, delaySeconds: 0 },
    deduplicationScope: "queue",
  });
  await createQueue({ url: aws().queues.url("later") }).sendAll([{ body: "text", delaySeconds: 300 }]);
  expect([aws().queues.counts("later").delayed, aws().queues.receive("later", 1)]).toEqual([1, []]);
});

test("nothing to send is nothing to do", async () => {
  await fifo("none.fifo").sendAll([]);
  expect(bodies("none.fifo")).toEqual([]);
});

test("a queue that refuses is a failure with a code", async () => {
  const queue = createQueue({ url: `${aws().url}/000000000000/missing.fifo` });
  await expect(queue.sendAll([{ body: "x", groupId: "g", deduplicationId: "d" }])).rejects.toMatchObject({
    code: "queue.refused",
  });
});

test("a text with characters that the service refuses arrives all the same", async () => {
  const body = JSON.stringify({ text: "odd \uFFFE\uFFFF and \u0000 \uD83D end" });
  await fifo("odd.fifo").sendAll([{ body, groupId: "g", deduplicationId: "d" }]);
  const [arrived = ""] = bodies("odd.fifo");
  expect(arrived).toMatch(/^[\x20-\uFFFD]*$/);
  expect(JSON.parse(arrived)).toEqual(JSON.parse(body));
});

test("a message that failed can be brought back before its time", async () => {
  const queue = fifo("back.fifo");
  await queue.sendAll([{ body: "text", groupId: "member", deduplicationId: "id" }]);
  const [message] = aws().queues.receive("back.fifo", 1);
  await queue.bringBack(message?.receiptHandle ?? "", 0);
  expect(aws().queues.receive("back.fifo", 1)).toHaveLength(1);
});
