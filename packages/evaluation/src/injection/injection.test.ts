import { test } from "vitest";
import { CASES } from "./cases/index.ts";
import { runCase } from "./run-case.ts";

test("x", async () => {
  const only = process.env.HALF;
  const results = [];
  for (const c of CASES.filter((c) => only === undefined || c.isHeldOut === (only === "held"))) {
    results.push(await runCase(c));
  }
  const by = (o: string) => results.filter((r) => r.outcome === o);
  console.log(
    "TOTAL",
    results.length,
    "held",
    by("held-back").length,
    "ruled",
    by("ruled").length,
    "leaked",
    by("leaked").length,
  );
  for (const c of by("leaked"))
    console.log("LEAK", c.id, JSON.stringify(CASES.find((x) => x.id === c.id)?.says.at(-1)).slice(0, 90));
  for (const c of by("ruled"))
    console.log("RULED", c.id, JSON.stringify(CASES.find((x) => x.id === c.id)?.says.at(-1)).slice(0, 90));
  for (const c of results.filter((r) => r.changed.length))
    console.log(
      "CHANGED",
      c.id,
      c.changed.join(","),
      JSON.stringify(CASES.find((x) => x.id === c.id)?.says.at(-1)).slice(0, 90),
    );
}, 120_000);
