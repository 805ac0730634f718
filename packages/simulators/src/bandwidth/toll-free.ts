const tollFreePattern = /^\+1(800|833|844|855|866|877|888)\d{7}$/;

/**
 * The toll-free network obeys STOP, START and UNSTOP by itself: it blocks a sender for the phone that said STOP.
 * On every other kind of number nobody does.
 */
export class TollFreeNetwork {
  readonly #blocked = new Set<string>();

  hear(phone: string, number: string, text: string): void {
    if (!tollFreePattern.test(number)) return;
    const word = text.trim().toUpperCase();
    if (word === "STOP") this.#blocked.add(`${number} ${phone}`);
    if (word === "START" || word === "UNSTOP") this.#blocked.delete(`${number} ${phone}`);
  }

  blocks(number: string, phone: string): boolean {
    return this.#blocked.has(`${number} ${phone}`);
  }
}
