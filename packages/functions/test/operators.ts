import { createBillingOrders, createBillingStore } from "@jules/adapters/dynamo";
import { createLinks } from "@jules/adapters/links";
import { type Books, bringUpToDate } from "@jules/core/billing/books";
import { Failure } from "@jules/core/kernel";
import type { PrivacyOrder } from "@jules/core/privacy";
import { OWN_NUMBER } from "@jules/testkit/builders";
import { memoryPayments, switchedOn } from "@jules/testkit/memory";
import { createHandler } from "../src/api/members/handler.ts";
import { recordingReporter } from "../src/runtime/recording-reporter.ts";
import { createPrivacyWorld } from "./privacy.ts";

const LINK_KEYS = `1:${Buffer.alloc(32, 9).toString("base64")}`;

/** The operators' API over models of the tables and of who takes the money, and a member who talked with Jules. */
export async function setUpOperators() {
  const { stores, clock, sender, talkative, table } = createPrivacyWorld();
  const paying = memoryPayments(clock);
  const settings = { documents: table.documents, membersTable: "members" };
  const billing = createBillingStore(settings);
  const billingOrders = createBillingOrders(settings);
  const books: Books = {
    ...{ members: stores.members, billing, payments: paying.payments, agenda: stores.agenda, orders: billingOrders },
    ...{ conversations: stores.conversations, clock, counted: () => undefined },
  };
  const reporter = recordingReporter();
  const orders: PrivacyOrder[] = [];
  let refuses = false;
  const handler = createHandler({
    ...{ reporter, clock, sender, members: stores.members, conversations: stores.conversations, ledger: stores.ledger },
    switches: switchedOn(),
    counters: { ofYear: async () => [] },
    ...{ erasures: stores.erasures, archive: stores.archive, profiles: stores.profiles, agenda: stores.agenda },
    ownNumber: OWN_NUMBER,
    ...{ payments: paying.payments, billingOrders, sells: true },
    bringUpToDate: (id) => bringUpToDate(books, id),
    links: async () => createLinks({ keys: LINK_KEYS, publicUrl: "https://jules.example" }),
    desk: {
      async submit(order) {
        if (refuses) throw new Failure("queue.refused", "scripted");
        orders.push(order);
      },
    },
  });
  const member = await talkative();
  let requests = 0;
  async function ask(
    routeKey: string,
    given: { path?: object; query?: object; body?: unknown; subject?: string } = {},
  ) {
    const { path, query, body, subject = "ana@operators" } = given;
    requests += 1;
    const answer = await handler({
      routeKey,
      ...(path && { pathParameters: path as Record<string, string> }),
      ...(query && { queryStringParameters: query as Record<string, string> }),
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      isBase64Encoded: false,
      requestContext: { requestId: `r${requests}`, authorizer: { jwt: { claims: { sub: subject } } } },
    });
    return { status: answer.statusCode, body: JSON.parse(answer.body ?? "null") };
  }
  return {
    ...{ ask, member, orders, reporter, clock, stores, sender, handler, paying, billing, billingOrders, books },
    refuse: () => {
      refuses = true;
    },
  };
}
