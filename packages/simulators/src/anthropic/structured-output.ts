import { isRecord, parseJson } from "../http-server.ts";
import { asksForNotes, takeNotes } from "./notes.ts";

/** A JSON Schema as `output_config.format` takes it. */
export type Schema = Readonly<Record<string, unknown>>;

/** What structured output cannot promise; a schema with one of these is refused. */
const unsupported = [
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  ...["minLength", "maxLength", "pattern", "maxItems", "uniqueItems"],
];

/** Why the API refuses an output format; undefined of a good one, and of none. */
export function findFormatProblem(outputConfig: unknown): string | undefined {
  if (outputConfig === undefined) return undefined;
  if (!isRecord(outputConfig)) return "output_config: Input should be an object";
  const { format } = outputConfig;
  if (format === undefined || format === null) return undefined;
  if (!isRecord(format) || format.type !== "json_schema")
    return "output_config.format.type: Input should be json_schema";
  if (!isRecord(format.schema)) return "output_config.format.schema: Field required";
  return findSchemaProblem(format.schema, "output_config.format.schema");
}

function findSchemaProblem(schema: Schema, path: string): string | undefined {
  const keyword = unsupported.find((name) => name in schema);
  if (keyword !== undefined)
    return `${path}: For '${String(schema.type)}' type, property '${keyword}' is not supported`;
  if (schema.type === "object" && schema.additionalProperties !== false) {
    return `${path}: For 'object' type, 'additionalProperties' must be explicitly set to false`;
  }
  const parts = Object.entries(isRecord(schema.properties) ? schema.properties : {});
  if (schema.items !== undefined) parts.push(["items", schema.items]);
  for (const [name, part] of parts) {
    const problem = isRecord(part) ? findSchemaProblem(part, `${path}.${name}`) : `${path}.${name}: Not a schema`;
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/**
 * What the simulated model answers in a form: JSON that fits the schema. Where the form offers words for how grave a
 * message is and for kinds of danger, a few rules choose them; everything else gets its simplest value.
 */
export function composeStructured(schema: Schema, message: string, hasPicture = false): string {
  if (asksForNotes(schema)) return takeNotes(message);
  const text = lastLine(message);
  const value = valueFor(schema, [gravityOf(text)], dangersOf(text));
  // Where the form asks what is on a picture, it is said that nobody looked.
  const asksForIt = hasPicture && isRecord(value) && "picture" in value;
  return JSON.stringify(asksForIt ? { ...value, picture: "something that a simulation cannot see" } : value);
}

function valueFor(schema: Schema, words: readonly string[], dangers: readonly string[]): unknown {
  if (Array.isArray(schema.enum)) return schema.enum.find((option) => words.includes(option)) ?? schema.enum[0];
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(isRecord(schema.properties) ? schema.properties : {}).map(([name, part]) => [
          ...[name, isRecord(part) ? valueFor(part, words, dangers) : null],
        ]),
      );
    case "array": {
      const options = isRecord(schema.items) && Array.isArray(schema.items.enum) ? schema.items.enum : [];
      return options.filter((option) => dangers.includes(option));
    }
    case "string":
      return "";
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return 0;
  }
}

/** Messages quoted line by line between marks are judged by the last of them, any other text as a whole. */
function lastLine(message: string): string {
  const [, fenced = message] = /<(?:\w+)>\n([\s\S]*)\n<\/\w+>/.exec(message) ?? [];
  const line = fenced === message ? message : (fenced.split("\n").at(-1) ?? "");
  const unquoted = parseJson(line);
  return (typeof unquoted === "string" ? unquoted : line).toLowerCase().replaceAll("’", "'");
}

const dangerWords: readonly (readonly [string, RegExp])[] = [
  [
    "suicide",
    /suicid|kill myself|end (it|my life)|want to die|better off without|no reason to (live|go on)|matarme|morirme/,
  ],
  ["self-harm", /cut(ting)? myself|hurt(ing)? myself|starv(e|ing) myself|cortarme|my (arms|wrists)/],
  ["violence", /(kill|shoot|stab|hurt) (him|her|them|everyone)|bring a gun|matarl[oa]s?/],
  [
    "abuse",
    /(hits|hit|beats|chokes|raped|threatens|scared of) (me|my (husband|boyfriend|dad|father))|me pega|let me leave/,
  ],
];
const veiled =
  /goodbye|gave (away )?my|burden|disappear|can't do this anymore|no puedo mas|tired of (everything|living)/;
const atHand = /right now|tonight|in my hand|already took|on the (bridge|roof|ledge)|ahora mismo|esta noche/;

function dangersOf(text: string): string[] {
  const found = dangerWords.filter(([, pattern]) => pattern.test(text)).map(([danger]) => danger);
  return found.length === 0 && veiled.test(text) ? ["suicide"] : found;
}

function gravityOf(text: string): string {
  const isNamed = dangerWords.some(([, pattern]) => pattern.test(text));
  if (isNamed && !veiled.test(text)) return atHand.test(text) ? "imminent" : "high";
  return isNamed || veiled.test(text) ? "concern" : "none";
}
