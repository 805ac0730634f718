import type { Estimate, Limit } from "./statistics.ts";
import { keeps } from "./statistics.ts";

export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

export function heading(title: string, note: string): void {
  print(`\n${title}\n  ${note}`);
}

/** Rows in columns: the first to the left, all others to the right. */
export function table(rows: readonly (readonly string[])[]): void {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    print(`  ${cells.join("  ")}`);
  }
}

/** A line that compares, with its interval and verdict. */
export function ratioRow(name: string, estimate: Estimate, limit?: Limit): readonly string[] {
  const { median, low, high } = estimate;
  const cells = [name, `${median.toFixed(2)}x`, `[${low.toFixed(2)}, ${high.toFixed(2)}]`];
  if (!limit) return cells;
  const wanted = "atMost" in limit ? `at most ${limit.atMost}x` : `at least ${limit.atLeast}x`;
  return [...cells, wanted, keeps(estimate, limit) ? "kept" : "BROKEN"];
}

/** A line with a figure and its limit. */
export function mostRow(name: string, value: number, atMost: number): readonly string[] {
  return [name, value.toFixed(1), `at most ${atMost}`, value <= atMost ? "kept" : "BROKEN"];
}
