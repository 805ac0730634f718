import { type Instant, instantPlus } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import { type Books, bringUpToDate } from "./applying.ts";
import { type Consequence, heedingOf, isHeeded, type News, type NewsType } from "./news.ts";
import { actionRequired, type Notice, refunded } from "./notices.ts";
import type { Customer, NewsSubject } from "./payments.ts";
import { customerId, isRunning, type Subscription } from "./subscription.ts";

/**
 * What became of news. written: the books say something new; same: they said so already; again: it was heard before;
 * unheeded: of a type that nothing follows from; the others changed nothing, because of Stripe no longer knowing the object
 * (unknown-object) or the customer (unknown-customer), or of a customer that is not ours (not-ours); for one who is not the
 * member's (foreign), or whose member is erased (gone), no more than that what runs for them ends.
 */
export type HeardNews =
  | "written"
  | "same"
  | "again"
  | "unheeded"
  | "unknown-object"
  | "unknown-customer"
  | "not-ours"
  | "foreign"
  | "gone";

/**
 * Does what follows from an event, in whatever order and however often it comes: what it is about is fetched, so that it says
 * no more than that something happened. It is noted as heard when everything is done; who dies before that does it again, and
 * nothing twice.
 * @throws Failure as the stores and the payments do: it is then to be brought again.
 */
export async function heedNews(books: Books, news: News): Promise<HeardNews> {
  if (!isHeeded(news.type)) return "unheeded";
  if (await books.billing.wasHeard(news.id)) return "again";
  const heard = await heed(books, news, news.type);
  await books.billing.noteHeard(news.id, books.clock.now());
  return heard;
}

async function heed(books: Books, news: News, type: NewsType): Promise<HeardNews> {
  const { about, follows, counts } = heedingOf(type);
  const subject = await subjectOf(books, news, about);
  // Also where we know nobody whom it is about: somebody has to look at it.
  if (counts) books.counted(counts);
  if (!subject) return "unknown-object";
  const customer = subject.customer && (await books.payments.customer(subject.customer));
  if (!customer) return "unknown-customer";
  const id = memberOf(customer, news);
  if (!id) return "not-ours";
  const told = (now: Subscription | undefined) => noticesOfNews(news, follows, subject, now, books.clock.now());
  const brought = await bringUpToDate(books, id, customer, told);
  switch (brought.kind) {
    case "written":
    case "same":
      if (follows === "dispute") await orderEnd(books, news, subject, brought.member);
      return brought.kind;
    case "foreign":
    case "no-customer":
      return "foreign";
    case "gone":
      return "gone";
    default:
      return brought satisfies never;
  }
}

async function subjectOf(
  { payments }: Books,
  { object }: News,
  about: ReturnType<typeof heedingOf>["about"],
): Promise<NewsSubject | undefined> {
  // Of a customer nothing has to be asked to know who it is.
  if (about === "customer") return { customer: customerId(object), status: undefined };
  return payments.subject(about, object);
}

/** Of a customer who was deleted Stripe tells no more than that. Whether it is the member's is looked at in any case. */
function memberOf(customer: Customer, news: News) {
  return customer.isDeleted ? (customer.member ?? news.member) : customer.member;
}

/** What nobody can see in the subscription alone. */
function noticesOfNews(
  { object }: News,
  follows: Consequence | undefined,
  { status }: NewsSubject,
  subscription: Subscription | undefined,
  at: Instant,
): readonly Notice[] {
  switch (follows) {
    case "refund":
      // One that failed is for somebody to look at.
      return status === "succeeded" || status === "pending" ? [refunded(object, at)] : [];
    case "action-required":
      return status === "open" && subscription ? [actionRequired(subscription, at)] : [];
    case "dispute":
    case undefined:
      return [];
    default:
      return follows satisfies never;
  }
}

/** Decided for us, or never more than a question. */
const SETTLED_DISPUTES: ReadonlySet<string | undefined> = new Set(["won", "warning_closed"]);

/** Stripe may date the first charge of a plan a moment before the plan. */
const CHARGED_BEFORE_MS = 60 * 60_000;

/** Nothing more is charged to a card whose owner says that it was not them. */
async function orderEnd(
  { orders }: Books,
  { type, createdAt }: News,
  { status, chargedAt }: NewsSubject,
  member: Member,
): Promise<void> {
  const { subscription } = member.billing;
  if (!subscription || !isRunning(subscription)) return;
  if (type !== ("charge.dispute.created" satisfies NewsType)) {
    if (SETTLED_DISPUTES.has(status)) return;
    // It goes on for months: who has bought another plan since did so after all that.
    if (chargedAt && subscription.createdAt > instantPlus(chargedAt, CHARGED_BEFORE_MS)) return;
  }
  await orders.place({ member: member.id, ends: "at-period-end", because: "dispute", orderedAt: createdAt });
}
