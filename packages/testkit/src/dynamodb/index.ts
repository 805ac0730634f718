export type { DocumentCommand, OutputOf } from "./commands.ts";
export { conflictOnItem, throttled, transactionConflict } from "./errors.ts";
export { createTableModel, type ItemChange, type TableModel, type TableModelSettings } from "./model.ts";
export type { TableSchema } from "./schema.ts";
export type { Item } from "./values.ts";
