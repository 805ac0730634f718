import { accountId } from "./arns.ts";
import { AwsError } from "./errors.ts";

/** Condition keys and their values; a key with several values (`kms:EncryptionContextKeys`) holds a list. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

export interface AuthorizationRequest {
  readonly accessKeyId: string;
  /** For instance `sqs:SendMessage`. */
  readonly action: string;
  /** The ARN of what is acted upon. */
  readonly resource: string;
  readonly context: ConditionContext;
}

/** Decides for every call of an AWS client whether the caller's role allows it. */
export interface AccessControl {
  authorize(request: AuthorizationRequest): boolean;
}

/** Whoever signed a request, and what they may do. */
export class Caller {
  readonly #accessKeyId: string;
  readonly #access: AccessControl;

  constructor(accessKeyId: string, access: AccessControl) {
    this.#accessKeyId = accessKeyId;
    this.#access = access;
  }

  may(action: string, resource: string, context: ConditionContext = {}): boolean {
    return this.#access.authorize({ accessKeyId: this.#accessKeyId, action, resource, context });
  }

  /** Throws `AccessDeniedException`, worded as AWS words it, unless the caller may do `action` on `resource`. */
  demand(action: string, resource: string, context: ConditionContext = {}): void {
    if (!this.may(action, resource, context)) {
      throw new AwsError("AccessDeniedException", this.refusal(action, resource));
    }
  }

  refusal(action: string, resource: string): string {
    const user = `arn:aws:sts::${accountId}:assumed-role/${this.#accessKeyId || "anonymous"}`;
    return `User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
  }
}

/** The condition keys of a KMS call: made by the caller, or by a service (`sqs`, `dynamodb`, `s3`) on its behalf. */
export function keyUseContext(
  encryptionContext: Readonly<Record<string, string>>,
  viaService?: string,
): ConditionContext {
  const context: Record<string, string | readonly string[]> = {};
  for (const [key, value] of Object.entries(encryptionContext)) context[`kms:EncryptionContext:${key}`] = value;
  const keys = Object.keys(encryptionContext);
  if (keys.length > 0) context["kms:EncryptionContextKeys"] = keys;
  if (viaService) context["kms:ViaService"] = viaService;
  return context;
}
