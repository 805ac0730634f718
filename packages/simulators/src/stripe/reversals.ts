import type { Charge, Dispute, FraudWarning, Refund } from "./objects.ts";
import type { Parameters } from "./parameters.ts";
import { daySeconds } from "./periods.ts";
import { invalid } from "./refusals.ts";
import { newId } from "./store.ts";
import { nowSeconds } from "./time.ts";
import type { World } from "./world.ts";

/** What happens to money after it was taken: refunds, disputes, early fraud warnings. */
export class Reversals {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  refund(parameters: Parameters): Refund {
    const { store, events } = this.#world;
    const charge = this.#chargeOf(parameters);
    if (charge.disputed) {
      throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, undefined, "charge_disputed");
    }
    const left = charge.amount - charge.amount_refunded;
    if (left === 0) {
      throw invalid(`Charge ${charge.id} has already been refunded.`, undefined, "charge_already_refunded");
    }
    const amount = parameters.integer("amount") ?? left;
    if (amount < 1 || amount > left) {
      throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, "amount");
    }
    const refund: Refund = store.refunds.add({
      id: newId("re"),
      object: "refund",
      amount,
      balance_transaction: newId("txn"),
      charge: charge.id,
      created: nowSeconds(this.#world),
      currency: charge.currency,
      customer: charge.customer,
      customer_account: null,
      destination_details: {
        card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
        type: "card",
      },
      metadata: parameters.metadata("metadata"),
      payment_intent: charge.payment_intent,
      payment_method: charge.payment_method,
      reason: parameters.choice("reason", ["duplicate", "fraudulent", "requested_by_customer"]) ?? null,
      receipt_number: null,
      source_transfer_reversal: null,
      status: "succeeded",
      transfer_reversal: null,
    });
    events.record("refund.created", refund);
    events.recordChange("charge.refunded", charge, (changed) => {
      changed.amount_refunded += amount;
      changed.refunded = changed.amount_refunded === changed.amount;
    });
    return refund;
  }

  /** The bank sends it back. */
  failRefund(refund: Refund): boolean {
    const { store, events } = this.#world;
    if (refund.status === "failed") return false;
    const charge = store.charges.get(refund.charge);
    charge.amount_refunded -= refund.amount;
    charge.refunded = false;
    events.recordChange("refund.updated", refund, (changed) => {
      Object.assign(changed, { status: "failed", failure_reason: "lost_or_stolen_card" });
    });
    events.record("refund.failed", refund);
    return true;
  }

  openDispute(charge: Charge, reason = "fraudulent"): Dispute {
    const { store, events, isLive } = this.#world;
    const now = nowSeconds(this.#world);
    const dispute: Dispute = store.disputes.add({
      id: newId("du"),
      object: "dispute",
      amount: charge.amount,
      balance_transactions: [],
      charge: charge.id,
      created: now,
      currency: charge.currency,
      enhanced_eligibility_types: [],
      evidence: {},
      evidence_details: {
        ...{ due_by: now + 9 * daySeconds, enhanced_eligibility: {}, has_evidence: false, past_due: false },
        ...{ submission_count: 0, submission_method: "manual" },
      },
      intended_submission_method: null,
      is_charge_refundable: false,
      livemode: isLive,
      metadata: {},
      payment_intent: charge.payment_intent,
      payment_method_details: {
        card: { brand: "visa", case_type: "chargeback", network_reason_code: "10.4" },
        type: "card",
      },
      reason,
      status: "needs_response",
    });
    charge.disputed = true;
    events.record("charge.dispute.created", dispute);
    events.record("charge.dispute.funds_withdrawn", dispute);
    return dispute;
  }

  closeDispute(dispute: Dispute, status: "won" | "lost"): boolean {
    const { events } = this.#world;
    if (dispute.status === "won" || dispute.status === "lost") return false;
    dispute.status = status;
    if (status === "won") events.record("charge.dispute.funds_reinstated", dispute);
    events.record("charge.dispute.closed", dispute);
    return true;
  }

  warn(charge: Charge): FraudWarning {
    const { store, events, isLive } = this.#world;
    const warning: FraudWarning = store.fraudWarnings.add({
      id: newId("issfr"),
      object: "radar.early_fraud_warning",
      actionable: !charge.refunded && !charge.disputed,
      charge: charge.id,
      created: nowSeconds(this.#world),
      fraud_type: "made_with_stolen_card",
      livemode: isLive,
      payment_intent: charge.payment_intent,
    });
    events.record("radar.early_fraud_warning.created", warning);
    return warning;
  }

  #chargeOf(parameters: Parameters): Charge {
    const { store } = this.#world;
    const chargeId = parameters.text("charge");
    if (chargeId !== undefined) return paidCharge(store.charges.get(chargeId, "charge"));
    const intentId = parameters.text("payment_intent");
    if (intentId === undefined)
      throw invalid("One of the following params should be provided for this request: payment_intent or charge.");
    const { latest_charge: latest } = store.paymentIntents.get(intentId, "payment_intent");
    if (latest === null)
      throw invalid("This PaymentIntent does not have a successful charge to refund.", "payment_intent");
    return paidCharge(store.charges.get(latest));
  }
}

function paidCharge(charge: Charge): Charge {
  if (charge.status !== "succeeded") throw invalid("This charge did not succeed and cannot be refunded.", "charge");
  return charge;
}
