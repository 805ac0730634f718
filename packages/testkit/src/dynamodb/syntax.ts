/** An attribute, or a place within one: names and list positions from the outside in; the first is a name. */
export type Path = readonly [string, ...(string | number)[]];

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

export type Operand =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "value"; readonly placeholder: string }
  | { readonly kind: "size"; readonly of: Operand };

export type Condition =
  | { readonly kind: "and" | "or"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "not"; readonly condition: Condition }
  | { readonly kind: "compare"; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "between"; readonly operand: Operand; readonly lower: Operand; readonly upper: Operand }
  | { readonly kind: "in"; readonly operand: Operand; readonly candidates: readonly Operand[] }
  | { readonly kind: "exists" | "not-exists"; readonly path: Path }
  | { readonly kind: "type" | "begins-with" | "contains"; readonly operand: Operand; readonly argument: Operand };

/** The right side of a SET. */
export type NewValue =
  | Operand
  | { readonly kind: "if-not-exists"; readonly path: Path; readonly otherwise: NewValue }
  | { readonly kind: "append" | "plus" | "minus"; readonly left: NewValue; readonly right: NewValue };

export interface UpdateActions {
  readonly set: readonly { readonly path: Path; readonly value: NewValue }[];
  readonly remove: readonly Path[];
  readonly add: readonly { readonly path: Path; readonly placeholder: string }[];
  readonly delete: readonly { readonly path: Path; readonly placeholder: string }[];
}

export type ExpressionKind =
  | "ConditionExpression"
  | "FilterExpression"
  | "KeyConditionExpression"
  | "ProjectionExpression"
  | "UpdateExpression";
