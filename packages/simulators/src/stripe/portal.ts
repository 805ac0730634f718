import type { PortalSession } from "./objects.ts";
import type { Parameters } from "./parameters.ts";
import { newId } from "./store.ts";
import { nowSeconds } from "./time.ts";
import type { World } from "./world.ts";

export const portalParameters = [
  ...["after_expiration", "configuration", "customer", "customer_account", "flow_data", "locale", "on_behalf_of"],
  "return_url",
];

/** Documented: a link works for five minutes, and once it is open for an hour after it was last used. */
const openableSeconds = 5 * 60;
const usableSeconds = 3600;

/** Sessions of the customers' portal. */
export class Portal {
  readonly #world: World;
  readonly #usedAt = new Map<string, number>();

  constructor(world: World) {
    this.#world = world;
  }

  create(parameters: Parameters): PortalSession {
    const { store, isLive, host } = this.#world;
    const customer = store.liveCustomer(parameters.required("customer"), "customer");
    const id = newId("bps");
    return store.portalSessions.add({
      id,
      object: "billing_portal.session",
      after_expiration: null,
      configuration: "bpc_simulated",
      created: nowSeconds(this.#world),
      customer: customer.id,
      customer_account: null,
      flow: null,
      livemode: isLive,
      locale: parameters.text("locale") ?? null,
      on_behalf_of: null,
      return_url: parameters.text("return_url") ?? null,
      url: `${host()}/p/session/${newId("test")}`,
    });
  }

  /** The session of a link that still works; using it makes it work on. */
  open(token: string): PortalSession | undefined {
    const { store, host } = this.#world;
    const session = store.portalSessions.all.find(({ url }) => url === `${host()}/p/session/${token}`);
    if (!session || store.deletedCustomers.has(session.customer)) return undefined;
    const now = nowSeconds(this.#world);
    const usedAt = this.#usedAt.get(session.id);
    const until = usedAt === undefined ? session.created + openableSeconds : usedAt + usableSeconds;
    if (now > until) return undefined;
    this.#usedAt.set(session.id, now);
    return session;
  }
}
