interface Node<Item> {
  readonly item: Item;
  key: number;
  index: number;
}

/** Items by a number, smallest first; an item can be re-keyed and taken out. Each change costs the logarithm of the size. */
export class KeyedHeap<Item> {
  readonly #nodes: Node<Item>[] = [];
  readonly #nodeOf = new Map<Item, Node<Item>>();

  get size(): number {
    return this.#nodes.length;
  }

  first(): Item | undefined {
    return this.#nodes[0]?.item;
  }

  firstKey(): number | undefined {
    return this.#nodes[0]?.key;
  }

  /** Puts `item` in, or moves it to its new key. */
  set(item: Item, key: number): void {
    const known = this.#nodeOf.get(item);
    if (known) {
      known.key = key;
      this.#settle(known);
      return;
    }
    const node = { item, key, index: this.#nodes.length };
    this.#nodes.push(node);
    this.#nodeOf.set(item, node);
    this.#settle(node);
  }

  delete(item: Item): void {
    const node = this.#nodeOf.get(item);
    if (!node) return;
    this.#nodeOf.delete(item);
    const last = this.#nodes.pop();
    if (last === undefined || last === node) return;
    this.#place(last, node.index);
    this.#settle(last);
  }

  #settle(node: Node<Item>): void {
    this.#rise(node);
    this.#sink(node);
  }

  #rise(node: Node<Item>): void {
    while (node.index > 0) {
      const parent = this.#nodes[(node.index - 1) >> 1];
      if (!parent || parent.key <= node.key) return;
      this.#swap(parent, node);
    }
  }

  #sink(node: Node<Item>): void {
    for (;;) {
      const left = this.#nodes[2 * node.index + 1];
      const right = this.#nodes[2 * node.index + 2];
      const child = left && right && right.key < left.key ? right : left;
      if (!child || child.key >= node.key) return;
      this.#swap(node, child);
    }
  }

  #swap(one: Node<Item>, other: Node<Item>): void {
    const { index } = one;
    this.#place(one, other.index);
    this.#place(other, index);
  }

  #place(node: Node<Item>, index: number): void {
    this.#nodes[index] = node;
    node.index = index;
  }
}
