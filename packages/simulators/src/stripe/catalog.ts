import type { Interval, PromotionCode } from "./objects.ts";
import { newId } from "./store.ts";
import { nowSeconds } from "./time.ts";
import type { World } from "./world.ts";

export interface PriceOffer {
  readonly lookupKey: string;
  /** In cents. */
  readonly unitAmount: number;
  readonly interval: Interval;
}

export interface CatalogOptions {
  readonly productName?: string;
  readonly prices?: readonly PriceOffer[];
  /** Codes that customers can type, with the percentage that the first invoice is reduced by. */
  readonly promotionCodes?: Readonly<Record<string, number>>;
}

const defaultPrices: readonly PriceOffer[] = [
  { lookupKey: "jules_plus_monthly", unitAmount: 999, interval: "month" },
  { lookupKey: "jules_plus_yearly", unitAmount: 7999, interval: "year" },
];

/** Fills the account with what it sells. */
export function seed(world: World, options: CatalogOptions = {}): void {
  const { productName = "Jules Plus", prices = defaultPrices, promotionCodes = { WELCOME20: 20 } } = options;
  const { store, isLive } = world;
  const created = nowSeconds(world);
  const product = store.products.add({
    id: newId("prod", 14),
    object: "product",
    active: true,
    created,
    default_price: null,
    description: null,
    images: [],
    livemode: isLive,
    marketing_features: [],
    metadata: {},
    name: productName,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    unit_label: null,
    updated: created,
    url: null,
  });
  for (const offer of prices) addPrice(world, product.id, offer);
  for (const [code, percentOff] of Object.entries(promotionCodes)) addPromotionCode(world, code, percentOff);
}

function addPrice(world: World, product: string, { lookupKey, unitAmount, interval }: PriceOffer): void {
  const price = {
    id: newId("price"),
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    created: nowSeconds(world),
    currency: "usd",
    custom_unit_amount: null,
    livemode: world.isLive,
    lookup_key: lookupKey,
    metadata: {},
    nickname: null,
    product,
    recurring: { interval, interval_count: 1, meter: null, trial_period_days: null, usage_type: "licensed" },
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "recurring",
    unit_amount: unitAmount,
    unit_amount_decimal: String(unitAmount),
  };
  world.store.prices.add(price);
}

function addPromotionCode(world: World, code: string, percentOff: number): void {
  const { store, isLive } = world;
  const created = nowSeconds(world);
  const coupon = store.coupons.add({
    id: newId("c", 8).slice(2),
    object: "coupon",
    amount_off: null,
    created,
    currency: null,
    duration: "once",
    duration_in_months: null,
    livemode: isLive,
    max_redemptions: null,
    metadata: {},
    name: `${percentOff} % off`,
    percent_off: percentOff,
    redeem_by: null,
    times_redeemed: 0,
    valid: true,
  });
  store.promotionCodes.add({
    id: newId("promo"),
    object: "promotion_code",
    active: true,
    code,
    created,
    customer: null,
    customer_account: null,
    expires_at: null,
    livemode: isLive,
    max_redemptions: null,
    metadata: {},
    promotion: { coupon: coupon.id, type: "coupon" },
    restrictions: { first_time_transaction: false, minimum_amount: null, minimum_amount_currency: null },
    times_redeemed: 0,
  });
}

/** By what the customer types; upper and lower case are the same. */
export function findPromotionCode({ store }: World, typed: string): PromotionCode | undefined {
  return store.promotionCodes.all.find(
    ({ code, active }) => active && code.toLowerCase() === typed.trim().toLowerCase(),
  );
}
