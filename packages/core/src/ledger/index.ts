export {
  type DisclosureReason,
  EMPTY_LEDGER,
  type Ledger,
  type LedgerEntry,
  type LedgeredText,
  type LedgerHead,
  type LedgerRow,
} from "./ledger.ts";
