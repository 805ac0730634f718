import { Tokens } from "./lexer.ts";
import { RESERVED_WORDS } from "./reserved-words.ts";
import type { Comparator, Condition, ExpressionKind, NewValue, Operand, Path, UpdateActions } from "./syntax.ts";

const COMPARATORS: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">="]);
const MOST_CANDIDATES = 100;

/** Reads one expression and keeps which placeholders it used. */
export class Parser {
  readonly #tokens: Tokens;
  readonly #names: Readonly<Record<string, string>>;
  readonly usedNames = new Map<string, string>();
  readonly usedValues = new Set<string>();
  /** Set when the last operand of a condition was a whole pair of parentheses. */
  #closedGroup = false;

  constructor(kind: ExpressionKind, text: string, names: Readonly<Record<string, string>>) {
    this.#tokens = new Tokens(kind, text);
    this.#names = names;
  }

  condition(): Condition {
    const condition = this.#either();
    this.#tokens.expectEnd();
    return condition;
  }

  projection(): readonly Path[] {
    const paths = this.#list(() => this.#path());
    this.#tokens.expectEnd();
    return paths;
  }

  update(): UpdateActions {
    const tokens = this.#tokens;
    const sections: { -readonly [Section in keyof UpdateActions]?: UpdateActions[Section] } = {};
    const once = (section: keyof UpdateActions) => {
      if (!tokens.acceptKeyword(section.toUpperCase())) return false;
      if (!sections[section]) return true;
      throw tokens.refusal(`The "${section.toUpperCase()}" section can only be used once in an update expression;`);
    };
    while (tokens.current.kind !== "end") {
      if (once("set")) sections.set = this.#list(() => this.#setAction());
      else if (once("remove")) sections.remove = this.#list(() => this.#path());
      else if (once("add")) sections.add = this.#list(() => this.#pathWithValue());
      else if (once("delete")) sections.delete = this.#list(() => this.#pathWithValue());
      else throw tokens.unexpected();
    }
    return { set: [], remove: [], add: [], delete: [], ...sections };
  }

  #list<Element>(element: () => Element): readonly Element[] {
    const elements = [element()];
    while (this.#tokens.acceptSymbol(",")) elements.push(element());
    return elements;
  }

  #either(): Condition {
    let left = this.#both();
    while (this.#tokens.acceptKeyword("OR")) {
      left = { kind: "or", left, right: this.#both() };
      this.#closedGroup = false;
    }
    return left;
  }

  #both(): Condition {
    let left = this.#negation();
    while (this.#tokens.acceptKeyword("AND")) {
      left = { kind: "and", left, right: this.#negation() };
      this.#closedGroup = false;
    }
    return left;
  }

  #negation(): Condition {
    if (!this.#tokens.acceptKeyword("NOT")) return this.#comparison();
    const condition: Condition = { kind: "not", condition: this.#negation() };
    this.#closedGroup = false;
    return condition;
  }

  #comparison(): Condition {
    const tokens = this.#tokens;
    if (tokens.acceptSymbol("(")) {
      const condition = this.#either();
      if (this.#closedGroup && tokens.isSymbol(")")) {
        throw tokens.refusal("The expression has redundant parentheses;");
      }
      tokens.expectSymbol(")");
      this.#closedGroup = true;
      return condition;
    }
    const condition = this.#isFunction() && tokens.current.text !== "size" ? this.#test() : this.#relation();
    this.#closedGroup = false;
    return condition;
  }

  #isFunction(): boolean {
    const following = this.#tokens.current.kind === "word" ? this.#tokens.following() : undefined;
    return following?.kind === "symbol" && following.text === "(";
  }

  /** A function that is a condition by itself. */
  #test(): Condition {
    const tokens = this.#tokens;
    const name = tokens.next().text;
    tokens.expectSymbol("(");
    switch (name) {
      case "attribute_exists":
      case "attribute_not_exists": {
        if (tokens.current.kind === "value") {
          throw tokens.refusal(`Operator or function requires a document path; operator or function: ${name}`);
        }
        const path = this.#path();
        tokens.expectSymbol(")");
        return { kind: name === "attribute_exists" ? "exists" : "not-exists", path };
      }
      case "attribute_type":
      case "begins_with":
      case "contains": {
        const operand = this.#operand();
        tokens.expectSymbol(",");
        const argument = this.#operand();
        tokens.expectSymbol(")");
        const kind = name === "attribute_type" ? "type" : name === "begins_with" ? "begins-with" : "contains";
        return { kind, operand, argument };
      }
      default:
        throw tokens.refusal(`Invalid function name; function: ${name}`);
    }
  }

  #relation(): Condition {
    const tokens = this.#tokens;
    const operand = this.#operand();
    if (tokens.acceptKeyword("BETWEEN")) {
      const lower = this.#operand();
      if (!tokens.acceptKeyword("AND")) throw tokens.unexpected();
      return { kind: "between", operand, lower, upper: this.#operand() };
    }
    if (tokens.acceptKeyword("IN")) {
      tokens.expectSymbol("(");
      const candidates = this.#list(() => this.#operand());
      tokens.expectSymbol(")");
      if (candidates.length > MOST_CANDIDATES) {
        throw tokens.refusal(
          `The IN operator is provided with too many operands; number of operands: ${candidates.length}`,
        );
      }
      return { kind: "in", operand, candidates };
    }
    const { kind, text } = tokens.current;
    if (kind !== "symbol" || !COMPARATORS.has(text)) throw tokens.unexpected();
    tokens.next();
    return { kind: "compare", comparator: text as Comparator, left: operand, right: this.#operand() };
  }

  #operand(): Operand {
    const tokens = this.#tokens;
    if (tokens.current.kind === "value") return { kind: "value", placeholder: this.#value() };
    if (!this.#isFunction()) return { kind: "path", path: this.#path() };
    const name = tokens.next().text;
    if (name !== "size") throw tokens.refusal(`Invalid function name; function: ${name}`);
    tokens.expectSymbol("(");
    const of = this.#operand();
    tokens.expectSymbol(")");
    return { kind: "size", of };
  }

  #setAction(): UpdateActions["set"][number] {
    const path = this.#path();
    this.#tokens.expectSymbol("=");
    return { path, value: this.#calculation() };
  }

  #calculation(): NewValue {
    const left = this.#newValue();
    if (this.#tokens.acceptSymbol("+")) return { kind: "plus", left, right: this.#newValue() };
    if (this.#tokens.acceptSymbol("-")) return { kind: "minus", left, right: this.#newValue() };
    return left;
  }

  #newValue(): NewValue {
    const tokens = this.#tokens;
    if (tokens.acceptSymbol("(")) {
      const value = this.#calculation();
      tokens.expectSymbol(")");
      return value;
    }
    if (!this.#isFunction()) return this.#operand();
    const name = tokens.next().text;
    tokens.expectSymbol("(");
    if (name === "if_not_exists") {
      const path = this.#path();
      tokens.expectSymbol(",");
      const otherwise = this.#newValue();
      tokens.expectSymbol(")");
      return { kind: "if-not-exists", path, otherwise };
    }
    if (name !== "list_append") throw tokens.refusal(`Invalid function name; function: ${name}`);
    const left = this.#newValue();
    tokens.expectSymbol(",");
    const right = this.#newValue();
    tokens.expectSymbol(")");
    return { kind: "append", left, right };
  }

  #pathWithValue(): UpdateActions["add"][number] {
    const path = this.#path();
    if (this.#tokens.current.kind !== "value") throw this.#tokens.unexpected();
    return { path, placeholder: this.#value() };
  }

  #path(): Path {
    const tokens = this.#tokens;
    const path: [string, ...(string | number)[]] = [this.#name()];
    for (;;) {
      if (tokens.acceptSymbol(".")) path.push(this.#name());
      else if (tokens.acceptSymbol("[")) {
        if (tokens.current.kind !== "number") throw tokens.unexpected();
        path.push(Number(tokens.next().text));
        tokens.expectSymbol("]");
      } else return path;
    }
  }

  #name(): string {
    const tokens = this.#tokens;
    const { kind, text } = tokens.current;
    if (kind === "word") {
      if (RESERVED_WORDS.has(text.toLowerCase())) {
        throw tokens.refusal(`Attribute name is a reserved keyword; reserved keyword: ${text}`);
      }
      return tokens.next().text;
    }
    if (kind !== "name") throw tokens.unexpected();
    const name = this.#names[text];
    if (name === undefined) {
      throw tokens.refusal(
        `An expression attribute name used in the document path is not defined; attribute name: ${text}`,
      );
    }
    this.usedNames.set(text, name);
    tokens.next();
    return name;
  }

  #value(): string {
    const { text } = this.#tokens.next();
    this.usedValues.add(text);
    return text;
  }
}
