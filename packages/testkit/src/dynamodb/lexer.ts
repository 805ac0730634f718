import { invalid } from "./errors.ts";
import type { ExpressionKind } from "./syntax.ts";

interface Token {
  readonly kind: "word" | "name" | "value" | "number" | "symbol" | "end";
  readonly text: string;
  readonly at: number;
}

const TOKEN = /(#\w+)|(:\w+)|([A-Za-z_]\w*)|(\d+)|(<>|<=|>=|[=<>(),.[\]+-])/y;
const KINDS = ["name", "value", "word", "number", "symbol"] as const;
const SPACE = /\s*/y;

/** Longest expression, in bytes. */
const MOST_BYTES = 4_096;

/** Reads an expression token by token; what it does not like is a `ValidationException`. */
export class Tokens {
  readonly #kind: ExpressionKind;
  readonly #text: string;
  #current: Token;

  constructor(kind: ExpressionKind, text: string) {
    this.#kind = kind;
    this.#text = text;
    if (text.trim() === "") throw this.refusal("The expression can not be empty;");
    const size = Buffer.byteLength(text);
    if (size > MOST_BYTES) {
      throw this.refusal(`Expression size has exceeded the maximum allowed size; expression size: ${size}`);
    }
    this.#current = this.#read(0);
  }

  get current(): Token {
    return this.#current;
  }

  next(): Token {
    const token = this.#current;
    this.#current = this.#read(token.at + token.text.length);
    return token;
  }

  /** What the next token is, without taking it or the current one. */
  following(): Token {
    return this.#read(this.#current.at + this.#current.text.length);
  }

  isSymbol(text: string): boolean {
    return this.#current.kind === "symbol" && this.#current.text === text;
  }

  /** Keywords are written in any case. */
  isKeyword(word: string): boolean {
    return this.#current.kind === "word" && this.#current.text.toUpperCase() === word;
  }

  acceptSymbol(text: string): boolean {
    const found = this.isSymbol(text);
    if (found) this.next();
    return found;
  }

  acceptKeyword(word: string): boolean {
    const found = this.isKeyword(word);
    if (found) this.next();
    return found;
  }

  expectSymbol(text: string): void {
    if (!this.acceptSymbol(text)) throw this.unexpected();
  }

  expectEnd(): void {
    if (this.#current.kind !== "end") throw this.unexpected();
  }

  unexpected(): Error {
    const { text, at, kind } = this.#current;
    const token = kind === "end" ? "<EOF>" : text;
    return this.refusal(`Syntax error; token: "${token}", near: "${this.#text.slice(Math.max(0, at - 10), at + 10)}"`);
  }

  refusal(message: string): Error {
    return invalid(`Invalid ${this.#kind}: ${message}`);
  }

  #read(from: number): Token {
    SPACE.lastIndex = from;
    SPACE.test(this.#text);
    const at = SPACE.lastIndex;
    if (at >= this.#text.length) return { kind: "end", text: "", at };
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(this.#text);
    if (!match) {
      throw this.refusal(`Syntax error; token: "${this.#text[at]}", near: "${this.#text.slice(at, at + 10)}"`);
    }
    const kind = KINDS[match.slice(1).findIndex((group) => group !== undefined)] ?? "symbol";
    return { kind, text: match[0], at };
  }
}
