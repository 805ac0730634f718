export {
  type Challenge,
  type CodeDesk,
  type CodeVerdict,
  type JoiningKeys,
  makeCode,
  mayAskForCode,
  tryCode,
} from "./codes.ts";
export { CODE_LIFETIME_MS, CODE_LIMITS, FORM_LIFETIME_MS, MOST_ATTEMPTS, RESENT_AFTER_MS } from "./limits.ts";
export { codeWords, consentWords } from "./texts.ts";
