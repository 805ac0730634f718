export {
  AGE_UNKNOWN,
  type Age,
  type AgeCause,
  type AgeChange,
  type AgeState,
  type Allowance,
  allowanceOf,
} from "./age.ts";
export { type SignOfAge, signOfAge } from "./signals.ts";
