export type { Quotas, QuotaVerdict, Spent, Use } from "./quotas.ts";
