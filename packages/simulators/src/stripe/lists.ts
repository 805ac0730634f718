import type { List, Wire } from "./objects.ts";
import type { Parameters } from "./parameters.ts";
import { invalid, noSuch } from "./refusals.ts";

/** What every list takes. */
export const listParameters = ["limit", "starting_after", "ending_before", "created"];

const defaultLimit = 10;
const mostItems = 100;

/** A page of what there is, newest first; `items` come oldest first. */
export function page<Item extends Wire>(url: string, items: readonly Item[], parameters: Parameters): List<Item> {
  const limit = parameters.integer("limit") ?? defaultLimit;
  if (limit < 1 || limit > mostItems) throw invalid(`Invalid limit: must be between 1 and ${mostItems}.`, "limit");
  const matches = items.filter(within(parameters)).reverse();
  const after = parameters.text("starting_after");
  const before = parameters.text("ending_before");
  if (after !== undefined && before !== undefined) {
    throw invalid("You may only specify one of these parameters: ending_before, starting_after.");
  }
  const cursor = after ?? before;
  const position = matches.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && position < 0 && !items.some(({ id }) => id === cursor)) {
    throw noSuch("object", cursor, after === undefined ? "ending_before" : "starting_after");
  }
  if (before !== undefined) {
    const start = Math.max(0, position - limit);
    return { object: "list", data: matches.slice(start, position), has_more: start > 0, url };
  }
  const start = after === undefined ? 0 : position + 1;
  return { object: "list", data: matches.slice(start, start + limit), has_more: matches.length > start + limit, url };
}

function within(parameters: Parameters): (item: Wire) => boolean {
  if (!parameters.has("created")) return () => true;
  const bounds = parameters.isRecord("created") ? parameters.record("created") : undefined;
  const exact = bounds ? undefined : parameters.integer("created");
  const [gt, gte, lt, lte] = ["gt", "gte", "lt", "lte"].map((name) => bounds?.integer(name));
  return ({ created }) => {
    const moment = Number(created);
    if (exact !== undefined) return moment === exact;
    return (
      (gt === undefined || moment > gt) &&
      (gte === undefined || moment >= gte) &&
      (lt === undefined || moment < lt) &&
      (lte === undefined || moment <= lte)
    );
  };
}
