import type { Basket } from "./basket.ts";
import type { CheckoutSession } from "./objects.ts";
import type { Parameters } from "./parameters.ts";
import { newId } from "./store.ts";
import { nowSeconds } from "./time.ts";
import type { World } from "./world.ts";

export const checkoutParameters = [
  ...["adaptive_pricing", "after_expiration", "allow_promotion_codes", "allowed_payment_method_types", "automatic_tax"],
  ...["billing_address_collection", "branding_settings", "cancel_url", "client_reference_id", "consent_collection"],
  ...[
    "currency",
    "custom_fields",
    "custom_text",
    "customer",
    "customer_account",
    "customer_creation",
    "customer_email",
  ],
  ...["customer_update", "discounts", "excluded_payment_method_types", "expires_at", "integration_identifier"],
  ...["invoice_creation", "line_items", "locale", "managed_payments", "metadata", "mode", "name_collection"],
  ...["optional_items", "origin_context", "payment_intent_data", "payment_method_collection"],
  ...["payment_method_configuration", "payment_method_data", "payment_method_options", "permissions"],
  ...["phone_number_collection", "redirect_on_completion", "return_url", "saved_payment_method_options"],
  ...["setup_intent_data", "shipping_address_collection", "shipping_options", "submit_type", "subscription_data"],
  ...["success_url", "tax_id_collection", "ui_mode", "wallet_options"],
];

/** A new session. */
export function sessionOf(world: World, parameters: Parameters, basket: Basket, expiresAt: number): CheckoutSession {
  const now = nowSeconds(world);
  const { isLive, host } = world;
  const id = newId(isLive ? "cs_live" : "cs_test", 58);
  const subtotal = basket.trial ? 0 : basket.price.unit_amount * basket.quantity;
  const consent = parameters.record("consent_collection");
  return {
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: parameters.flag("allow_promotion_codes") ?? null,
    allowed_payment_method_types: null,
    amount_subtotal: subtotal,
    amount_total: subtotal,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: parameters.text("billing_address_collection") ?? null,
    cancel_url: parameters.text("cancel_url") ?? null,
    client_reference_id: parameters.text("client_reference_id") ?? null,
    client_secret: null,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    consent: null,
    consent_collection: consent
      ? {
          payment_method_reuse_agreement: null,
          promotions: consent.text("promotions") ?? "none",
          terms_of_service: consent.text("terms_of_service") ?? "none",
        }
      : null,
    created: now,
    currency: basket.price.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: parameters.text("customer") ?? null,
    customer_account: null,
    customer_creation: parameters.text("customer") === undefined ? "always" : null,
    customer_details: null,
    customer_email: parameters.text("customer_email") ?? null,
    discounts: [],
    expires_at: expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: isLive,
    locale: parameters.text("locale") ?? null,
    managed_payments: { enabled: false },
    metadata: parameters.metadata("metadata"),
    mode: "subscription",
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: basket.needsCard ? "always" : "if_required",
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    payment_status: "unpaid",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: {
      allow_redisplay_filters: ["always"],
      payment_method_remove: "disabled",
      payment_method_save: null,
    },
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: null,
    subscription: null,
    success_url: parameters.required("success_url"),
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: `${host()}/c/pay/${id}`,
    wallet_options: null,
  };
}
