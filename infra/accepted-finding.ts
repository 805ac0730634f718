import { NagSuppressions } from "cdk-nag";
import type { IConstruct } from "constructs";

export interface AcceptedFinding {
  /** The rule of cdk-nag, e.g. "AwsSolutions-APIG3". */
  readonly rule: string;
  /** Why we live with it, as a sentence. */
  readonly reason: string;
  /** Day (YYYY-MM-DD) by which somebody has to look at it again; a test fails from then on. */
  readonly reviewBy: string;
}

/** Tells cdk-nag that a finding on this construct, or on one below it, is known and why it stays for now. */
export function acceptFinding(construct: IConstruct, { rule, reason, reviewBy }: AcceptedFinding): void {
  NagSuppressions.addResourceSuppressions(construct, [{ id: rule, reason: `${reason} Review by ${reviewBy}.` }], true);
}
