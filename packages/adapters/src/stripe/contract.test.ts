import { paymentsContract } from "@jules/testkit/contracts";
import { afterEach } from "vitest";
import { startStripe } from "../../test/stripe.ts";

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const simulator of opened.splice(0)) await simulator.close();
});

paymentsContract(async () => {
  const { payments, simulator, now, pay, renew } = await startStripe();
  opened.push(simulator);
  return {
    ...{ payments, now, pay, renew },
    out(isOut) {
      if (isOut) simulator.script({ kind: "answer", status: 503, times: 1_000 });
      else simulator.clearScript();
    },
  };
});
