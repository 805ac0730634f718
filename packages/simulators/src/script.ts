export interface Scripted {
  readonly kind: string;
  /** How often it happens: once unless said otherwise; "always" until the script is cleared. */
  readonly times?: number | "always";
}

/** The members of a union of faults whose kind may be one of these. */
type OfKind<Fault extends Scripted, Kind> = Fault extends unknown
  ? Kind & Fault["kind"] extends never
    ? never
    : Fault
  : never;

/** What a simulator has been told to do differently. The fault that was scripted first is used first. */
export class Script<Fault extends Scripted> {
  #entries: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    const times = fault.times ?? 1;
    this.#entries.push({ fault, left: times === "always" ? Number.POSITIVE_INFINITY : times });
  }

  /** The first fault of one of these kinds that applies, used up by this call. */
  take<Kind extends Fault["kind"]>(
    kinds: readonly Kind[],
    applies: (fault: OfKind<Fault, Kind>) => boolean = () => true,
  ): OfKind<Fault, Kind> | undefined {
    const isOfKind = (fault: Fault): fault is OfKind<Fault, Kind> => kinds.some((kind) => kind === fault.kind);
    for (const entry of this.#entries) {
      const { fault } = entry;
      if (!isOfKind(fault) || !applies(fault)) continue;
      entry.left -= 1;
      this.#entries = this.#entries.filter(({ left }) => left > 0);
      return fault;
    }
    return undefined;
  }

  clear(): void {
    this.#entries = [];
  }
}
