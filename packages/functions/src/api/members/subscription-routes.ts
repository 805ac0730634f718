import {
  entitledIf,
  isRunning,
  type Payment,
  type Period,
  PLANS,
  renews,
  type Subscription,
  standingOf,
} from "@jules/core/billing";
import { keep } from "@jules/core/billing/selling";
import { referenceOf } from "@jules/core/conversation";
import { Failure } from "@jules/core/kernel";
import type { Member } from "@jules/core/member";
import * as z from "zod/mini";
import { isPast, moment } from "./fields.ts";
import {
  type Asked,
  invalid,
  NOT_FOUND,
  type Office,
  type Result,
  type Route,
  route,
  withMember,
  withMemberOfNow,
} from "./route.ts";
import { sendLink } from "./till.ts";

const Nothing = z.strictObject({});
const period = z.enum(["month", "year"], "must be month or year");
const minorUnits = "must be a whole number of the smallest unit of the currency";

const HERE = "/v1/members/{id}/subscription";

/** What operators may see and do about what a member pays. What moves money has a scope of its own. */
export const SUBSCRIPTION_ROUTES: readonly Route[] = [
  route(
    `GET ${HERE}`,
    "members.read",
    "What a member pays as far as we know, with the ids for Stripe's dashboard; and what was ordered and not done yet.",
    undefined,
    (office, _, asked) => withMember(office, asked, (member) => shown(office, member)),
  ),
  route(
    `GET ${HERE}/last-payment`,
    "members.read",
    "What was paid last, as Stripe has it now, and what was given back of it.",
    undefined,
    (office, _, asked) =>
      withMember(office, asked, async (member) => {
        const payment = await lastPayment(office, member);
        return payment ? { status: 200, body: figuresOf(payment) } : NOTHING_PAID;
      }),
  ),
  route(
    `POST ${HERE}/link`,
    "members.write",
    "Sends the member the link to their subscription, by text: to nobody else. Not to a number that may have been given away.",
    Nothing,
    (office, _, asked) =>
      withMemberOfNow(office, asked, async (member) => {
        const replied = await sendLink(office, member, referenceOf(`api ${asked.requestId}`));
        return { status: 200, body: { result: replied } };
      }),
  ),
  route(
    `POST ${HERE}/end`,
    "billing.write",
    "Ends a subscription. `period-end`: with what is paid; what is charged after it was asked for is given back. `now`: gives nothing back, see refunds; refused where an invoice is being paid at the moment, though the subscription has ended then, and what is paid of it is not given back by itself.",
    z.strictObject({ when: z.enum(["period-end", "now"], "must be period-end or now") }),
    (office, { when }, asked) =>
      withRunning(office, asked, async (subscription, member) => {
        if (when === "now") await office.payments.endNow(subscription.id);
        else await endWithWhatIsPaid(office, member);
        return undefined;
      }),
  ),
  route(
    `POST ${HERE}/keep`,
    "billing.write",
    "Takes back that a subscription ends, or that nothing is collected.",
    Nothing,
    (office, _, asked) =>
      withMember(office, asked, (member) =>
        unlessRefused(async () => {
          const { payments, bringUpToDate, clock, billingOrders: orders } = office;
          const result = await keep({ payments, bringUpToDate, clock, orders }, member);
          switch (result) {
            case "kept":
              return shownAnew(office, member);
            case "ended":
              return NO_SUBSCRIPTION;
            case "ordered":
              return HAS_TO_END;
            default:
              return result satisfies never;
          }
        }),
      ),
  ),
  route(
    `POST ${HERE}/pause`,
    "billing.write",
    "Collects nothing from now on, until it is resumed, also of what was invoiced before. What is paid stays. Refused where an invoice is being paid at the moment: it is paused all the same; ask again, and see refunds.",
    Nothing,
    (office, _, asked) =>
      withRunning(office, asked, async (subscription) => {
        await office.payments.pause(subscription);
        return undefined;
      }),
  ),
  route(`POST ${HERE}/resume`, "billing.write", "Collects again, after a pause.", Nothing, (office, _, asked) =>
    withRunning(office, asked, async ({ id, endsBecause }) => {
      if (endsBecause) return HAS_TO_END;
      await office.payments.resume(id);
      return undefined;
    }),
  ),
  route(
    `POST ${HERE}/change-preview`,
    "members.read",
    "What the change to another period would cost now. `at`, given to the change, makes it cost just that.",
    z.strictObject({ period }),
    (office, wanted, asked) =>
      withRunning(office, asked, async (subscription) => {
        const price = await priceOf(office, wanted.period);
        if (!price) return NOT_SOLD;
        if (subscription.period === wanted.period) return UNCHANGED;
        const preview = await office.payments.previewChange(subscription.id, price, office.clock.now());
        return { status: 200, body: preview };
      }),
  ),
  route(
    `POST ${HERE}/change`,
    "billing.write",
    "Changes the period from now on; the difference is reckoned as of `at`. Not of one that ends or is paused: keep or resume it first.",
    z.strictObject({ period, at: z.optional(moment) }),
    (office, { at, ...wanted }, asked) => {
      const now = office.clock.now();
      if (at && !isPast(at, now)) return Promise.resolve(invalid({ at: "must not lie in the future" }));
      return withRunning(office, asked, async (subscription) => {
        // A change is charged at once, also of what is paused, and begins a period anew that nobody wanted.
        if (!renews(subscription)) return NOT_RENEWING;
        const price = await priceOf(office, wanted.period);
        if (!price) return NOT_SOLD;
        if (subscription.period !== wanted.period) await office.payments.change(subscription.id, price, at ?? now);
        return undefined;
      });
    },
  ),
  route(
    `POST ${HERE}/refunds`,
    "billing.write",
    "Gives back `payment`, or `minor` of it. It has to be the one that was paid last (last-payment), and `refundedMinor` what is known to be refunded of it: where either is another by now, nothing is done, so that asking again gives nothing back twice, nor of what was paid meanwhile.",
    z.strictObject({
      payment: z.string("must be the id of what was paid last"),
      minor: z.optional(z.int(minorUnits).check(z.positive("must be more than 0"))),
      refundedMinor: z._default(z.int(minorUnits).check(z.nonnegative("must not be less than 0")), 0),
    }),
    (office, wanted, asked) =>
      withMember(office, asked, (member) => unlessRefused(() => refund(office, member, wanted))),
  ),
];

const NOTHING_PAID: Result = { status: 404, body: { error: "nothing-paid" } };
const NO_SUBSCRIPTION: Result = { status: 404, body: { error: "no-subscription" } };
const HAS_TO_END: Result = { status: 409, body: { error: "has-to-end" } };
const NOT_RENEWING: Result = { status: 409, body: { error: "ends-or-paused" } };
const NOT_SOLD: Result = { status: 409, body: { error: "not-sold" } };
const UNCHANGED: Result = { status: 409, body: { error: "has-it-already" } };

interface RefundWish {
  readonly payment: string;
  readonly minor?: number | undefined;
  readonly refundedMinor: number;
}

async function refund(office: Office, member: Member, wanted: RefundWish): Promise<Result> {
  const payment = await lastPayment(office, member);
  if (!payment) return NOTHING_PAID;
  const { minor, refundedMinor } = wanted;
  const left = payment.minor - payment.refundedMinor;
  const figures = figuresOf(payment);
  const isAnother = payment.id !== wanted.payment;
  if (isAnother || (minor !== undefined && payment.refundedMinor !== refundedMinor)) {
    return { status: 409, body: { error: "changed-meanwhile", ...figures } };
  }
  if (minor === undefined && left === 0) return { status: 200, body: { result: "refunded", ...figures } };
  if (minor !== undefined && minor > left) return invalid({ minor: `must not be more than is left: ${left}` });
  const back = await office.payments.refund(payment, minor);
  await office.bringUpToDate(member.id);
  const refunded = { ...figures, refundedMinor: payment.refundedMinor + back.minor };
  return { status: 200, body: { result: "refunded", ...refunded } };
}

async function lastPayment({ payments }: Office, { billing }: Member): Promise<Payment | undefined> {
  return billing.subscription && payments.lastPayment(billing.subscription.id);
}

function figuresOf({ id, minor, refundedMinor, currency, paidAt }: Payment) {
  return { payment: id, paidMinor: minor, refundedMinor, currency, paidAt };
}

/** As if they had asked for it themselves, so that it is done in the end, whatever fails meanwhile. */
async function endWithWhatIsPaid({ billingOrders, carryOut, clock }: Office, { id }: Member): Promise<void> {
  await billingOrders.place({ member: id, ends: "at-period-end", because: "asked", orderedAt: clock.now() });
  const order = await billingOrders.of(id);
  if (order) await carryOut(order);
}

async function priceOf({ payments }: Office, wanted: Period) {
  return (await payments.prices()).find((price) => price.period === wanted);
}

/**
 * Does something to the subscription that runs at Stripe, as of now, and brings what we know up to date.
 * @param act what it gives is the answer; where it gives none, what we know afterwards is.
 */
function withRunning(
  office: Office,
  asked: Asked,
  act: (subscription: Subscription, member: Member) => Promise<Result | undefined>,
): Promise<Result> {
  return withMember(office, asked, (member) =>
    unlessRefused(async () => {
      const { customer } = member.billing;
      const all = customer ? await office.payments.subscriptionsOf(customer) : [];
      const running = all.find(isRunning);
      if (!running) return NO_SUBSCRIPTION;
      const result = await act(running, member);
      if (result) return result;
      await office.bringUpToDate(member.id);
      return shownAnew(office, member);
    }),
  );
}

/** What Stripe will never do is an answer. */
async function unlessRefused(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "payments.refused") throw error;
    return { status: 409, body: { error: "refused-by-stripe", detail: error.detail ?? null } };
  }
}

async function shownAnew(office: Office, { id }: Member): Promise<Result> {
  const member = await office.members.byId(id);
  return member ? shown(office, member) : NOT_FOUND;
}

async function shown({ clock, billingOrders, sells }: Office, member: Member): Promise<Result> {
  const now = clock.now();
  const { state, isPaid, until } = standingOf(member, now);
  const { subscription, customer } = member.billing;
  const order = await billingOrders.of(member.id);
  return {
    status: 200,
    body: {
      ...{ state, isPaid, until: until ?? null, entitles: entitledIf(sells)(member, now) },
      plan: subscription && isRunning(subscription) ? PLANS.plus.name : PLANS.free.name,
      customer: customer ?? null,
      subscription: subscription ?? null,
      order: order ? { ends: order.ends, because: order.because, orderedAt: order.orderedAt } : null,
    },
  };
}
