import type { Timer } from "../clock.ts";
import type { Subscription } from "./objects.ts";
import { at, nowSeconds } from "./time.ts";
import type { World } from "./world.ts";

/** What is going to happen to subscriptions, each by its name: setting one anew forgets the one before. */
export class SubscriptionTimers {
  readonly #world: World;
  readonly #timers = new Map<string, Map<string, Timer>>();

  constructor(world: World) {
    this.#world = world;
  }

  /** In so many seconds. */
  after(subscription: Subscription, name: string, seconds: number, run: () => void): void {
    this.at(subscription, name, nowSeconds(this.#world) + seconds, run);
  }

  /** At a moment, in seconds. */
  at({ id }: Subscription, name: string, moment: number, run: () => void): void {
    const timers = this.#timers.get(id) ?? new Map<string, Timer>();
    this.#timers.set(id, timers);
    timers.get(name)?.cancel();
    const timer = at(this.#world, moment, () => {
      timers.delete(name);
      run();
    });
    timers.set(name, timer);
  }

  forget({ id }: Subscription, name: string): void {
    this.#timers.get(id)?.get(name)?.cancel();
    this.#timers.get(id)?.delete(name);
  }

  forgetAll({ id }: Subscription): void {
    for (const timer of this.#timers.get(id)?.values() ?? []) timer.cancel();
    this.#timers.delete(id);
  }
}
