export { DEFAULT_LIMITS, type Limits, limitsFrom, type Scope, type WindowName } from "./limits.ts";
export type { Quotas, QuotaVerdict, Spent, Use } from "./quotas.ts";
export { createQuotas, prefixOf, type QuotaNotices, type QuotaSettings } from "./shared-quotas.ts";
export { limitText, loopText } from "./texts.ts";
