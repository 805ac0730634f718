export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** A whole number as people read it: `1,234,567`. */
export function counted(number: number): string {
  return Math.round(number).toLocaleString("en-US");
}

/** Rows in columns, each column as wide as its widest cell. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  for (const row of rows)
    print(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
}
