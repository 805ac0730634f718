import type { Form, FormValue } from "./form.ts";
import { invalid, missing, unknownParameters } from "./refusals.ts";

/** The parameters of a request, read by name; what is not in the form that an endpoint takes is refused as the vendor does. */
export class Parameters {
  readonly #form: Form;
  readonly #within: string;

  constructor(form: Form, within = "") {
    this.#form = form;
    this.#within = within;
  }

  get names(): string[] {
    return Object.keys(this.#form);
  }

  has(name: string): boolean {
    return this.#form[name] !== undefined;
  }

  /** Whether it was sent as an empty text, which unsets what was there. */
  isEmptied(name: string): boolean {
    return this.#form[name] === "";
  }

  /** Whether it was sent with names of its own, as `a[b]=c` is. */
  isRecord(name: string): boolean {
    const value = this.#form[name];
    return typeof value === "object" && !Array.isArray(value);
  }

  /** Refuses every name but these. */
  allow(names: readonly string[]): void {
    const unknown = this.names.filter((name) => !names.includes(name)).map((name) => this.path(name));
    if (unknown.length > 0) throw unknownParameters(unknown);
  }

  /** How the vendor names a parameter in an error. */
  path(name: string): string {
    return this.#within === "" ? name : `${this.#within}[${name}]`;
  }

  text(name: string): string | undefined {
    const value = this.#form[name];
    if (value === undefined || value === "") return undefined;
    if (typeof value !== "string") throw invalid(`Invalid string: ${JSON.stringify(value)}`, this.path(name));
    return value;
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw missing(this.path(name));
    return value;
  }

  integer(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^-?\d+$/.test(value)) {
      throw invalid(`Invalid integer: ${value}`, this.path(name), "parameter_invalid_integer");
    }
    return Number(value);
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (value !== "true" && value !== "false") throw invalid(`Invalid boolean: ${value}`, this.path(name));
    return value === "true";
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const choice = choices.find((each) => each === value);
    if (choice === undefined) {
      throw invalid(`Invalid ${this.path(name)}: must be one of ${choices.join(", ")}`, this.path(name));
    }
    return choice;
  }

  record(name: string): Parameters | undefined {
    const value = this.#form[name];
    if (value === undefined || value === "") return undefined;
    return inner(value, this.path(name));
  }

  records(name: string): Parameters[] {
    return this.#list(name).map((value, index) => inner(value, `${this.path(name)}[${index}]`));
  }

  texts(name: string): string[] {
    return this.#list(name).map((value) => {
      if (typeof value !== "string") throw invalid("Invalid string", this.path(name));
      return value;
    });
  }

  /** Metadata after a request: a key that is sent empty goes, and so does everything when all of it is. */
  metadata(name: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
    if (this.isEmptied(name)) return {};
    const given = this.record(name);
    const result = { ...before };
    for (const key of given?.names ?? []) {
      if (key.length > 40) throw invalid("Metadata keys can be up to 40 characters long.", this.path(name));
      const value = given?.text(key);
      if (value === undefined) delete result[key];
      else if (value.length > 500) throw invalid("Metadata values can be up to 500 characters long.", this.path(name));
      else result[key] = value;
    }
    if (Object.keys(result).length > 50) throw invalid("There can be up to 50 metadata keys.", this.path(name));
    return result;
  }

  #list(name: string): readonly FormValue[] {
    const value = this.#form[name];
    if (value === undefined || value === "") return [];
    if (!Array.isArray(value)) throw invalid("Invalid array", this.path(name));
    return value as readonly FormValue[];
  }
}

function inner(value: FormValue, path: string): Parameters {
  if (typeof value === "string" || Array.isArray(value)) throw invalid("Invalid object", path);
  return new Parameters(value as Form, path);
}
