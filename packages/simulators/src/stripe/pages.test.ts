import { afterEach, describe, expect, test } from "vitest";
import { checkout, closeAll, goodCard, hourMs, priceOf, type Setup, setUp, start, submit, types } from "./rehearsal.ts";

afterEach(closeAll);

const day = 86_400;

describe("the checkout page", () => {
  test("says that it is a simulation, what is sold, and needs nothing from elsewhere", async () => {
    const { stripe } = await setUp();
    const { url } = await checkout(stripe, { subscription_data: { trial_end: start + 7 * day } });
    const response = await fetch(url ?? "");
    const page = await response.text();
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page).toContain("This is a simulator.");
    expect(page).toContain("<h1>Subscribe to Jules Plus</h1>");
    expect(page).toContain("7 days free");
    expect(page).toContain("Then $9.99 / month, starting on November 27, 2026");
    expect(page).not.toMatch(/<script|src=|href="http:/);
  });

  test("speaks the language of the session, or of the browser", async () => {
    const { stripe } = await setUp();
    const session = await checkout(stripe, { locale: "es" });
    expect(await (await fetch(session.url ?? "")).text()).toContain("Suscribirse a Jules Plus");
    const { url } = await checkout(stripe);
    const headers = { "accept-language": "es-US,es;q=0.9" };
    expect(await (await fetch(url ?? "", { headers })).text()).toContain('<html lang="es">');
  });

  test("with a card that works begins the trial, and leads on", async () => {
    const { stripe, simulator, received, settle } = await setUp();
    const { id: customer } = await stripe.customers.create({});
    const session = await checkout(stripe, {
      customer,
      client_reference_id: "mem_1",
      subscription_data: { trial_end: start + 7 * day, metadata: { member: "mem_1" } },
    });
    const response = await submit(session.url, goodCard);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(`https://jules.example.com/thanks?session=${session.id}`);
    const completed = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription", "customer"] });
    expect(completed).toMatchObject({
      status: "complete",
      payment_status: "no_payment_required",
      customer: { id: customer, email: goodCard.email },
      subscription: { status: "trialing", trial_end: start + 7 * day, metadata: { member: "mem_1" } },
    });
    expect(simulator.charges()).toEqual([]);
    await settle();
    expect(types(received)).toEqual([
      ...["customer.created", "customer.updated", "payment_method.attached", "setup_intent.succeeded"],
      ...["invoice.created", "customer.subscription.created", "invoice.finalized", "invoice.paid"],
      ...["invoice.payment_succeeded", "checkout.session.completed"],
    ]);
    expect((await submit(session.url, goodCard)).status).toBe(410);
    expect((await stripe.subscriptions.list({ customer })).data).toHaveLength(1);
  });

  test("without a trial takes the money once, with a promotion code less of it", async () => {
    const { stripe, simulator } = await setUp();
    const session = await checkout(stripe, { allow_promotion_codes: true });
    const form = { ...goodCard, code: "nothing", action: "apply" };
    expect(await (await submit(session.url, form)).text()).toContain("This code is not valid.");
    expect(await (await submit(session.url, { ...form, code: "welcome20" })).text()).toContain("$7.99");
    expect((await submit(session.url, goodCard)).status).toBe(303);
    const { payment_status, subscription, invoice } = await stripe.checkout.sessions.retrieve(session.id);
    expect(payment_status).toBe("paid");
    expect(simulator.charges()).toMatchObject([{ subscription, invoice, amount: 799, currency: "usd" }]);
    const paid = await stripe.invoices.retrieve(String(invoice), { expand: ["payments.data.payment.payment_intent"] });
    expect(paid).toMatchObject({ status: "paid", subtotal: 999, total: 799, amount_paid: 799 });
    expect(paid.payments?.data[0]).toMatchObject({
      status: "paid",
      payment: { payment_intent: { amount: 799, status: "succeeded" } },
    });
    const [code] = (await stripe.promotionCodes.list({ code: "WELCOME20" })).data;
    expect(code?.times_redeemed).toBe(1);
  });

  test("with a card that is declined sells nothing, and can be tried again", async () => {
    const { stripe, simulator, received, settle } = await setUp();
    const session = await checkout(stripe);
    const response = await submit(session.url, { ...goodCard, number: "4000 0000 0000 0002" });
    expect(response.status).toBe(402);
    expect(await response.text()).toContain("Your card was declined.");
    expect(simulator.charges()).toEqual([]);
    expect((await stripe.subscriptions.list({ status: "all" })).data).toEqual([]);
    expect((await submit(session.url, goodCard)).status).toBe(303);
    expect(simulator.charges()).toHaveLength(1);
    await settle();
    expect(types(received)).toContain("payment_intent.payment_failed");
  });

  test("with a card of a careful bank asks first", async () => {
    const { stripe, simulator } = await setUp();
    const session = await checkout(stripe);
    const card = { ...goodCard, number: "4000002500003155" };
    const confirmUrl = `${session.url}/confirm`;
    const asked = await submit(session.url, card);
    expect([asked.status, asked.headers.get("location")]).toEqual([303, new URL(confirmUrl).pathname]);
    expect(await (await fetch(confirmUrl)).text()).toContain("A payment of $9.99 has to be confirmed.");
    expect(simulator.charges()).toEqual([]);
    expect((await submit(confirmUrl, { action: "refuse" })).status).toBe(402);
    await submit(session.url, card);
    expect((await submit(confirmUrl, { action: "confirm" })).headers.get("location")).toContain(
      "https://jules.example.com",
    );
    expect(simulator.charges()).toHaveLength(1);
  });

  test.each([
    ["email", { email: "robin" }],
    ["number", { number: "4111 1111 1111 1111" }],
    ["expiry", { expiry: "10 / 26" }],
    ["cvc", { cvc: "1" }],
    ["terms", {}],
  ])("marks a field that is wrong: %s", async (field, wrong) => {
    const { stripe } = await setUp();
    const session = await checkout(stripe, { consent_collection: { terms_of_service: "required" } });
    const terms = field === "terms" ? {} : { terms: "on" };
    const response = await submit(session.url, { ...goodCard, ...terms, ...wrong });
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(new RegExp(`<input[^>]*name="${field}"[^>]*aria-invalid="true"`));
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
  });

  test("for a trial without a card needs none", async () => {
    const { stripe } = await setUp();
    const session = await checkout(stripe, {
      payment_method_collection: "if_required",
      subscription_data: { trial_period_days: 7 },
    });
    expect((await submit(session.url, { ...goodCard, number: "", expiry: "", cvc: "" })).status).toBe(303);
    const [subscription] = (await stripe.subscriptions.list()).data;
    expect(subscription).toMatchObject({ status: "trialing", default_payment_method: null });
  });

  test("is over when the session is, and is not there for an invented one", async () => {
    const { stripe, simulator, advance } = await setUp();
    const { url } = await checkout(stripe);
    await advance(24 * hourMs);
    const response = await submit(url, goodCard);
    expect([response.status, (await response.text()).includes("https://jules.example.com/later")]).toEqual([410, true]);
    expect((await fetch(`${simulator.url}/c/pay/cs_test_invented`)).status).toBe(404);
  });
});

describe("the portal", () => {
  async function enter(options: { readonly number?: string } = {}): Promise<Setup & { url: string; customer: string }> {
    const setup = await setUp();
    const { id: customer } = await setup.stripe.customers.create({});
    const trial = { subscription_data: { trial_end: start + 7 * day } };
    const session = await checkout(setup.stripe, { customer, ...(options.number !== undefined && trial) });
    await submit(session.url, { ...goodCard, ...options });
    const { url } = await setup.stripe.billingPortal.sessions.create({
      customer,
      return_url: "https://jules.example.com/",
    });
    return { ...setup, url, customer };
  }

  test("shows the plan, the card and the invoices, and leads back", async () => {
    const { url } = await enter();
    const page = await (await fetch(url)).text();
    expect(page).toContain("$9.99 / month");
    expect(page).toContain("Renews on December 20, 2026.");
    expect(page).toContain("visa ending in 4242, expires 12/2034");
    expect(page).toContain('href="https://jules.example.com/"');
    const [invoice = ""] = /\/i\/in_\w+/.exec(page) ?? [];
    expect(await (await fetch(new URL(invoice, url))).text()).toContain("Status: paid");
  });

  test("cancels at the end of the period as flexible billing notes it, and keeps after all", async () => {
    const { stripe, url, customer, received, settle } = await enter();
    expect(await (await fetch(`${url}/cancel`)).text()).toContain("It goes on until December 20, 2026");
    await submit(`${url}/cancel`, {});
    const [ending] = (await stripe.subscriptions.list({ customer })).data;
    expect(ending).toMatchObject({
      ...{ status: "active", cancel_at_period_end: false, cancel_at: ending?.items.data[0]?.current_period_end },
      cancellation_details: { reason: "cancellation_requested" },
    });
    expect(await (await fetch(url)).text()).toContain("Ends on December 20, 2026.");
    await submit(`${url}/keep`, {});
    const [kept] = (await stripe.subscriptions.list({ customer })).data;
    expect(kept).toMatchObject({ cancel_at: null, canceled_at: null });
    await settle();
    expect(received.at(-2)?.event).toMatchObject({
      type: "customer.subscription.updated",
      data: { previous_attributes: { cancel_at: null, canceled_at: null } },
    });
  });

  test("switches to the year: what was paid and not used is taken off", async () => {
    const { stripe, simulator, url, customer, advance } = await enter();
    const yearly = await priceOf(stripe, "jules_plus_yearly");
    await advance(15 * day * 1000);
    const { url: again } = await stripe.billingPortal.sessions.create({ customer });
    expect(await (await fetch(`${again}/switch`)).text()).toContain("Today $74.99 is charged");
    await submit(`${again}/switch`, { price: yearly.id });
    expect(simulator.charges().map(({ amount }) => amount)).toEqual([999, 7499]);
    const [subscription] = (await stripe.subscriptions.list({ customer })).data;
    expect(subscription?.items.data[0]).toMatchObject({
      price: { lookup_key: "jules_plus_yearly" },
      current_period_start: start + 15 * day,
      current_period_end: start + (15 + 365) * day,
    });
    expect((await fetch(url)).status).toBe(410);
  });

  test("takes another card, with which an invoice that failed can be paid", async () => {
    const { stripe, simulator, customer, advance } = await enter({ number: "4000 0000 0000 0341" });
    await advance(7 * day * 1000 + hourMs);
    const list = async () => (await stripe.subscriptions.list({ customer })).data;
    expect(await list()).toMatchObject([{ status: "past_due" }]);
    const { url } = await stripe.billingPortal.sessions.create({ customer });
    expect(await (await fetch(url)).text()).toContain("The last payment failed.");
    expect((await submit(`${url}/card`, { ...goodCard, number: "4000000000000002" })).status).toBe(402);
    expect((await submit(`${url}/card`, goodCard)).status).toBe(303);
    const [subscription] = await list();
    const invoice = await stripe.invoices.retrieve(String(subscription?.latest_invoice));
    expect((await submit(invoice.hosted_invoice_url ?? null, {})).status).toBe(303);
    expect(simulator.charges()).toMatchObject([{ invoice: invoice.id, amount: 999 }]);
    expect(await list()).toMatchObject([{ status: "active" }]);
  });

  test("is closed to a link that was not used for five minutes", async () => {
    const { url, advance } = await enter();
    await advance(5 * 60_000 + 1000);
    expect((await fetch(url)).status).toBe(410);
  });
});
