import { type CommandLine, RedisError, type Reply, Status } from "./reply.ts";

/** One HTTP request of the Upstash REST protocol: https://upstash.com/docs/redis/features/restapi */
export interface Call {
  readonly kind: "command" | "pipeline" | "multi-exec";
  readonly commands: readonly CommandLine[];
}

/** Commands that change the connection or hold it. Over REST a connection belongs to nobody. */
const connectionCommands = new Set([
  ..."auth client hello monitor quit reset select".split(" "),
  ..."discard exec multi unwatch watch".split(" "),
  ..."psubscribe punsubscribe ssubscribe subscribe sunsubscribe unsubscribe".split(" "),
  ..."blmove blmpop blpop brpop brpoplpush bzmpop bzpopmax bzpopmin wait waitaof".split(" "),
]);

/** Reads the commands of a request from its path (as it came, still encoded) and body. Throws {@link RedisError}. */
export function parseCall(path: string, body: Buffer): Call {
  const [pathname = "/", query = ""] = path.split("?", 2);
  if (pathname === "/") return { kind: "command", commands: [toCommand(parseJson(body))] };
  if (pathname === "/pipeline" || pathname === "/multi-exec") {
    const list = parseJson(body);
    if (!Array.isArray(list)) throw new RedisError("ERR a pipeline is a JSON array of commands");
    return { kind: pathname === "/pipeline" ? "pipeline" : "multi-exec", commands: list.map(toCommand) };
  }
  return { kind: "command", commands: [toCommand(pathCommand(pathname, query, body))] };
}

/** `POST /set/greeting?EX=60` with body `hello` is `SET greeting hello EX 60`. */
function pathCommand(pathname: string, query: string, body: Buffer): string[] {
  const command = pathname
    .replace(/^\/|\/$/g, "")
    .split("/")
    .map(decodeSegment);
  if (body.length > 0) command.push(body.toString("utf8"));
  for (const [option, value] of new URLSearchParams(query)) {
    command.push(option);
    if (value !== "") command.push(value);
  }
  return command;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new RedisError("ERR the path is not correctly percent-encoded");
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new RedisError("ERR failed to parse the request body as JSON");
  }
}

function toCommand(value: unknown): CommandLine {
  if (!Array.isArray(value)) throw new RedisError("ERR a command is a JSON array");
  // Half of a surrogate pair has no UTF-8 form: Redis would be sent the replacement character too.
  const command = value.map((element) => String(element).toWellFormed());
  const name = command[0] ?? "";
  if (name === "") throw new RedisError("ERR empty command");
  if (connectionCommands.has(name.toLowerCase())) {
    throw new RedisError(`ERR command '${name}' is not available over REST`);
  }
  return command;
}

/** The JSON body element for one reply. In base64 mode every string is encoded, except a status `OK` of its own. */
export function encodeReply(reply: Reply, base64: boolean): { result: unknown } | { error: string } {
  if (reply instanceof RedisError) return { error: reply.message };
  if (reply instanceof Status && reply.text === "OK") return { result: "OK" };
  return { result: encodeResult(reply, base64 ? "base64" : "utf8") };
}

function encodeResult(reply: Reply, encoding: "base64" | "utf8"): unknown {
  if (reply === null || typeof reply === "number") return reply;
  if (reply instanceof Status) return encodeResult(reply.text, encoding);
  if (reply instanceof RedisError) return encodeResult(reply.message, encoding);
  if (typeof reply === "string") return Buffer.from(reply, "utf8").toString(encoding);
  if (Buffer.isBuffer(reply)) return reply.toString(encoding);
  return reply.map((element) => encodeResult(element, encoding));
}
