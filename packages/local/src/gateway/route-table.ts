export interface RouteMatch<Route> {
  readonly route: Route;
  /** Decoded values of the path's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
}

interface Entry<Route> {
  readonly method: string;
  readonly segments: readonly string[];
  readonly route: Route;
}

/**
 * Finds the route for a request as API Gateway does: fixed segments before parameters, parameters before `{name+}`, the
 * method itself before `ANY`.
 */
export class RouteTable<Route> {
  readonly #entries: readonly Entry<Route>[];

  constructor(routes: readonly Route[], describe: (route: Route) => { method: string; path: string }) {
    this.#entries = routes
      .map((route) => {
        const { method, path } = describe(route);
        return { method, segments: segmentsOf(path), route };
      })
      .sort((one, other) => compare(one, other));
  }

  find(method: string, rawPath: string): RouteMatch<Route> | undefined {
    const given = segmentsOf(rawPath).map(decode);
    for (const entry of this.#entries) {
      if (entry.method !== "ANY" && entry.method !== method) continue;
      const parameters = match(entry.segments, given);
      if (parameters) return { route: entry.route, parameters };
    }
    return undefined;
  }
}

function match(segments: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index];
    if (value === undefined) return undefined;
    const name = /^\{(.+?)\+?\}$/.exec(segment)?.[1];
    if (name === undefined) {
      if (segment !== value) return undefined;
    } else if (isGreedy(segment)) {
      parameters[name] = given.slice(index).join("/");
      return parameters;
    } else if (value === "") {
      return undefined;
    } else {
      parameters[name] = value;
    }
  }
  return segments.length === given.length ? parameters : undefined;
}

function compare(one: Entry<unknown>, other: Entry<unknown>): number {
  const length = Math.max(one.segments.length, other.segments.length);
  for (let index = 0; index < length; index++) {
    const difference = rank(one.segments[index]) - rank(other.segments[index]);
    if (difference !== 0) return difference;
  }
  return Number(one.method === "ANY") - Number(other.method === "ANY");
}

function rank(segment: string | undefined): number {
  if (segment === undefined) return 3;
  if (!segment.startsWith("{")) return 0;
  return isGreedy(segment) ? 2 : 1;
}

function isGreedy(segment: string): boolean {
  return segment.endsWith("+}");
}

function segmentsOf(path: string): string[] {
  return path.split("/").slice(1);
}

/** A segment that is not valid percent-encoding stands for itself. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
