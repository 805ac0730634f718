import { DAY_MS, type Household } from "./household.ts";

/** Something that happens between a member, Stripe and us, up to where everything has arrived. */
export interface Story {
  readonly name: string;
  /** The story is about what should not be: one subscription too many. */
  readonly isSoldTwice?: true;
  readonly tell: (household: Household) => Promise<void>;
}

async function buy(household: Household): Promise<void> {
  await household.accept("month");
  await household.atStripe(() => household.pay());
}

export const STORIES: readonly Story[] = [
  { name: "somebody who pays", tell: buy },
  {
    name: "somebody who clicks twice",
    async tell(household) {
      const link = household.link();
      await Promise.all([household.accept("month", link), household.accept("month", link)]);
      await household.atStripe(() => household.pay());
    },
  },
  {
    name: "somebody with two links in two windows, who pays in both",
    async tell(household) {
      await Promise.all([household.accept("month", household.link(1)), household.accept("year", household.link(2))]);
      await household.atStripe(() => household.pay());
    },
  },
  {
    name: "somebody who pays while another window opens",
    async tell(household) {
      await household.accept("month", household.link(1));
      await Promise.all([household.accept("year", household.link(2)), household.atStripe(() => household.pay())]);
      await household.atStripe(() => household.pay());
    },
  },
  {
    name: "somebody who has two subscriptions all the same",
    isSoldTwice: true,
    async tell(household) {
      await buy(household);
      household.pass(60_000);
      await household.atStripe(() => household.sellAnother());
    },
  },
  {
    name: "somebody who says STOP while they pay",
    async tell(household) {
      await household.accept("month");
      const silence = household.later(() => household.fallSilent("OPTED_OUT"));
      await Promise.all([household.atStripe(() => household.pay()), silence]);
      await household.cron();
    },
  },
  {
    name: "somebody who says STOP when they have paid, and START before the news of it",
    async tell(household) {
      await household.accept("month");
      household.pay();
      household.pass(10_000);
      await household.fallSilent("OPTED_OUT");
      household.start();
      await Promise.all([household.cron(), household.later(() => household.news())]);
    },
  },
  {
    name: "somebody who says STOP, and a month later is not charged",
    async tell(household) {
      await buy(household);
      household.pass(5 * DAY_MS);
      await household.fallSilent("OPTED_OUT");
      await Promise.all([household.cron(), household.news()]);
    },
  },
  {
    name: "somebody who ends it at the moment of a renewal",
    async tell(household) {
      await buy(household);
      household.pass(30 * DAY_MS - 1);
      await household.end();
      household.pass(1);
      await Promise.all([household.cron(), household.atStripe(() => household.renew())]);
    },
  },
  {
    name: "somebody who ends it within the hour in which the invoice is a draft",
    async tell(household) {
      await buy(household);
      household.pass(30 * DAY_MS);
      await household.atStripe(() => household.draft());
      household.pass(30 * 60_000);
      await household.end();
      household.pass(30 * 60_000);
      await Promise.all([household.cron(), household.atStripe(() => household.collect())]);
    },
  },
  {
    name: "somebody who ends it on Stripe's page within that hour",
    async tell(household) {
      await buy(household);
      household.pass(30 * DAY_MS);
      await household.atStripe(() => household.draft());
      household.pass(30 * 60_000);
      await household.endAtStripe();
      household.pass(30 * 60_000);
      await Promise.all([household.cron(), household.atStripe(() => household.collect())]);
    },
  },
  {
    name: "somebody whose payment is late, and who ends it on Stripe's page",
    async tell(household) {
      await buy(household);
      household.pass(31 * DAY_MS);
      await household.atStripe(() => household.renew(false));
      household.pass(DAY_MS);
      await household.endAtStripe();
      household.pass(60_000);
      await Promise.all([household.cron(), household.atStripe(() => household.recover())]);
    },
  },
  {
    name: "somebody who keeps what they ended",
    async tell(household) {
      await buy(household);
      household.pass(5 * DAY_MS);
      await household.end();
      await Promise.all([household.cron(), household.keepIt()]);
      await household.keepIt();
    },
  },
  {
    name: "somebody who ends what they bought while an older order still waits",
    async tell(household) {
      await buy(household);
      household.pass(5 * DAY_MS);
      await household.end();
      await household.cron();
      household.pass(26 * DAY_MS);
      await household.atStripe(() => household.renew());
      await household.end();
      household.pass(60_000);
      await buy(household);
      household.pass(60_000);
      await Promise.all([household.end(), household.news()]);
      await household.cron();
    },
  },
  {
    name: "somebody whose payment is late, and who ends it",
    async tell(household) {
      await buy(household);
      household.pass(31 * DAY_MS);
      await household.atStripe(() => household.renew(false));
      household.pass(DAY_MS);
      await household.end();
      await household.cron();
    },
  },
  {
    name: "somebody who has everything deleted while they pay",
    async tell(household) {
      await household.accept("month");
      await Promise.all([household.erase(), household.atStripe(() => household.pay())]);
    },
  },
  {
    name: "somebody whose month changes again and again while the news of it are worked on",
    async tell(household) {
      await buy(household);
      household.pass(30 * DAY_MS);
      await Promise.all([
        household.atStripe(() => household.renew(false)),
        household.atStripe(() => household.recover()),
        household.atStripe(() => household.recover()),
      ]);
    },
  },
  {
    name: "a minor who pays while it comes out",
    async tell(household) {
      await household.accept("month");
      const minor = household.later(() => household.turnOutMinor());
      await Promise.all([household.atStripe(() => household.pay()), minor]);
      await household.cron();
    },
  },
  {
    name: "a child who paid",
    async tell(household) {
      await buy(household);
      household.pass(DAY_MS);
      await household.fallSilent("BLOCKED");
      await Promise.all([household.cron(), household.news()]);
    },
  },
];
