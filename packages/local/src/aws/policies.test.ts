import { describe, expect, test } from "vitest";
import { allows, type PolicyStatement } from "./policies.ts";

const table = "arn:aws:dynamodb:us-east-1:000000000000:table/Members";
const key = "arn:aws:kms:us-east-1:000000000000:key/1";

function request(action: string, resource: string, context: Record<string, string | string[]> = {}) {
  return { action, resource, context };
}

function allow(statement: Omit<PolicyStatement, "Effect">): PolicyStatement {
  return { Effect: "Allow", ...statement };
}

test("a right within transactions is none outside of them", () => {
  const statement = allow({
    Action: "dynamodb:UpdateItem",
    Resource: table,
    Condition: { "ForAnyValue:StringEquals": { "dynamodb:EnclosingOperation": "TransactWriteItems" } },
  });
  const within = { "dynamodb:EnclosingOperation": "TransactWriteItems" };
  expect(allows([statement], request("dynamodb:UpdateItem", table, within))).toBe(true);
  expect(allows([statement], request("dynamodb:UpdateItem", table))).toBe(false);
});

describe("actions and resources", () => {
  const cases: [string, PolicyStatement[], string, string, boolean][] = [
    ["nothing is allowed by default", [], "dynamodb:GetItem", table, false],
    ["an exact match", [allow({ Action: "dynamodb:GetItem", Resource: table })], "dynamodb:GetItem", table, true],
    ["another action", [allow({ Action: "dynamodb:GetItem", Resource: table })], "dynamodb:PutItem", table, false],
    [
      "another resource",
      [allow({ Action: "dynamodb:GetItem", Resource: `${table}2` })],
      "dynamodb:GetItem",
      table,
      false,
    ],
    [
      "a table is not its index",
      [allow({ Action: "dynamodb:Query", Resource: table })],
      "dynamodb:Query",
      `${table}/index/due`,
      false,
    ],
    [
      "lists",
      [allow({ Action: ["sqs:SendMessage", "dynamodb:GetItem"], Resource: ["x", table] })],
      "dynamodb:GetItem",
      table,
      true,
    ],
    ["a star in the action", [allow({ Action: "dynamodb:*Item", Resource: "*" })], "dynamodb:GetItem", table, true],
    [
      "a star does not widen the service",
      [allow({ Action: "dynamodb:*", Resource: "*" })],
      "dynamodbx:GetItem",
      table,
      false,
    ],
    ["actions ignore case", [allow({ Action: "DynamoDB:getitem", Resource: table })], "dynamodb:GetItem", table, true],
    [
      "a star in the resource",
      [allow({ Action: "*", Resource: "arn:aws:dynamodb:*:*:table/Mem*" })],
      "dynamodb:GetItem",
      table,
      true,
    ],
    [
      "a question mark is one character",
      [allow({ Action: "*", Resource: `${table.slice(0, -1)}?` })],
      "a:B",
      table,
      true,
    ],
    ["a question mark is not none", [allow({ Action: "*", Resource: `${table}?` })], "a:B", table, false],
    ["a dot is a dot", [allow({ Action: "*", Resource: "a.c" })], "a:B", "abc", false],
    ["NotAction", [allow({ NotAction: "kms:*", Resource: "*" })], "dynamodb:GetItem", table, true],
    ["NotAction excludes", [allow({ NotAction: "kms:*", Resource: "*" })], "kms:Decrypt", key, false],
    ["NotResource excludes", [allow({ Action: "*", NotResource: key })], "kms:Decrypt", key, false],
    [
      "a denial wins",
      [allow({ Action: "*", Resource: "*" }), { Effect: "Deny", Action: "kms:*", Resource: key }],
      "kms:Decrypt",
      key,
      false,
    ],
    [
      "a denial of something else",
      [{ Effect: "Deny", Action: "kms:*", Resource: `${key}2` }, allow({ Action: "*", Resource: "*" })],
      "kms:Decrypt",
      key,
      true,
    ],
  ];
  test.each(cases)("%s", (_name, statements, action, resource, expected) => {
    expect(allows(statements, request(action, resource))).toBe(expected);
  });
});

describe("conditions", () => {
  const stage = { "kms:EncryptionContext:stage": "dev", "kms:EncryptionContext:app": "jules" };
  const cases: [string, NonNullable<PolicyStatement["Condition"]>, Record<string, string | string[]>, boolean][] = [
    ["StringEquals", { StringEquals: { "kms:EncryptionContext:stage": "dev" } }, stage, true],
    ["StringEquals differs", { StringEquals: { "kms:EncryptionContext:stage": "prod" } }, stage, false],
    [
      "StringEquals of a list is any of it",
      { StringEquals: { "kms:EncryptionContext:stage": ["prod", "dev"] } },
      stage,
      true,
    ],
    [
      "all keys of a condition must hold",
      { StringEquals: { "kms:EncryptionContext:stage": "dev", "kms:EncryptionContext:app": "other" } },
      stage,
      false,
    ],
    ["a missing key fails", { StringEquals: { "kms:EncryptionContext:branch": "1" } }, stage, false],
    ["StringEquals knows no wildcard", { StringEquals: { "kms:EncryptionContext:stage": "d*" } }, stage, false],
    ["StringLike", { StringLike: { "kms:EncryptionContext:stage": "d?*" } }, stage, true],
    ["context names keep their case", { StringEquals: { "kms:EncryptionContext:Stage": "dev" } }, stage, false],
    ["other key names ignore case", { StringEquals: { "KMS:viaservice": "sqs" } }, { "kms:ViaService": "sqs" }, true],
    [
      "ViaService",
      { StringEquals: { "kms:ViaService": "sqs.us-east-1.amazonaws.com" } },
      { "kms:ViaService": "sqs.us-east-1.amazonaws.com" },
      true,
    ],
    ["ViaService of a direct call", { StringEquals: { "kms:ViaService": "sqs.us-east-1.amazonaws.com" } }, {}, false],
    [
      "ArnLike",
      { ArnLike: { "aws:SourceArn": "arn:aws:sqs:*:000000000000:in*" } },
      { "aws:SourceArn": "arn:aws:sqs:us-east-1:000000000000:inbound.fifo" },
      true,
    ],
    [
      "a star of ArnLike stays in its part",
      { ArnLike: { "aws:SourceArn": "arn:aws:*:inbound.fifo" } },
      { "aws:SourceArn": "arn:aws:sqs:us-east-1:000000000000:inbound.fifo" },
      false,
    ],
    ["ArnEquals", { ArnEquals: { "aws:SourceArn": table } }, { "aws:SourceArn": table }, true],
    ["Bool", { Bool: { "aws:SecureTransport": false } }, { "aws:SecureTransport": "false" }, true],
    ["Bool as text", { Bool: { "aws:SecureTransport": "true" } }, { "aws:SecureTransport": "false" }, false],
    [
      "ForAllValues",
      { "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["app", "stage", "branch"] } },
      { "kms:EncryptionContextKeys": ["app", "stage"] },
      true,
    ],
    [
      "ForAllValues with a stranger",
      { "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["app"] } },
      { "kms:EncryptionContextKeys": ["app", "stage"] },
      false,
    ],
    ["ForAllValues of nothing", { "ForAllValues:StringLike": { "kms:EncryptionContextKeys": ["app*"] } }, {}, true],
    [
      "ForAnyValue",
      { "ForAnyValue:StringLike": { "kms:EncryptionContextKeys": ["st*"] } },
      { "kms:EncryptionContextKeys": ["app", "stage"] },
      true,
    ],
    ["ForAnyValue of nothing", { "ForAnyValue:StringEquals": { "kms:EncryptionContextKeys": ["app"] } }, {}, false],
    [
      "two operators must both hold",
      { StringEquals: { "kms:EncryptionContext:stage": "dev" }, Bool: { "x:y": "true" } },
      stage,
      false,
    ],
    ["an unknown operator never allows", { StringEqualsMaybe: { "kms:EncryptionContext:stage": "dev" } }, stage, false],
    [
      "an unknown quantifier never allows",
      { "ForMost:StringEquals": { "kms:EncryptionContext:stage": "dev" } },
      stage,
      false,
    ],
  ];
  test.each(cases)("%s", (_name, Condition, context, expected) => {
    const statements = [allow({ Action: "kms:Decrypt", Resource: key, Condition })];

    expect(allows(statements, request("kms:Decrypt", key, context))).toBe(expected);
  });

  test("a denial whose condition does not hold denies nothing", () => {
    const deny: PolicyStatement = {
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };

    expect(allows([allow({ Action: "*", Resource: "*" }), deny], request("kms:Decrypt", key))).toBe(true);
  });

  test("a denial with an unknown operator denies", () => {
    const deny: PolicyStatement = {
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
    };

    expect(allows([allow({ Action: "*", Resource: "*" }), deny], request("kms:Decrypt", key))).toBe(false);
  });
});
