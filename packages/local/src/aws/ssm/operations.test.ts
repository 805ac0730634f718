import { SSM } from "@aws-sdk/client-ssm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestStack, type TestStack } from "../test-stack.ts";

const path = "/sst/jules/dev/Secret";
const arn = (name: string) => `arn:aws:ssm:us-east-1:000000000000:parameter/${name}`;

let stack: TestStack;
let ssm: SSM;

beforeEach(async () => {
  stack = await startTestStack();
  stack.aws.ssm.put(`${path}/Key/value`, "hidden");
  ssm = new SSM(stack.client);
});

afterEach(async () => {
  ssm.destroy();
  await stack.aws.close();
});

test("a secret is read in the clear only with decryption", async () => {
  const Name = `${path}/Key/value`;
  const { Parameter } = await ssm.getParameter({ Name, WithDecryption: true });
  expect(Parameter).toMatchObject({
    Name,
    Type: "SecureString",
    Value: "hidden",
    Version: 1,
    ARN: arn("sst/jules/dev/Secret/Key/value"),
  });
  expect(Parameter?.LastModifiedDate).toBeInstanceOf(Date);

  expect((await ssm.getParameter({ Name })).Parameter?.Value).not.toContain("hidden");
});

test("what is missing is named", async () => {
  const Names = [`${path}/Key/value`, `${path}/None/value`];
  const { Parameters, InvalidParameters } = await ssm.getParameters({ Names, WithDecryption: true });
  expect(Parameters?.map(({ Value }) => Value)).toEqual(["hidden"]);
  expect(InvalidParameters).toEqual([`${path}/None/value`]);

  await expect(ssm.getParameter({ Name: "none" })).rejects.toMatchObject({ name: "ParameterNotFound" });
});

test("at most ten, and each once", async () => {
  const Names = Array.from({ length: 11 }, (_, index) => `/p/${index}`);
  await expect(ssm.getParameters({ Names })).rejects.toMatchObject({ name: "ValidationException" });
  await expect(ssm.getParameters({ Names: ["/p/1", "/p/1"] })).rejects.toMatchObject({ name: "ValidationException" });
});

test("a parameter is overwritten only when that is asked for", async () => {
  const Name = `${path}/Key/value`;
  await expect(ssm.putParameter({ Name, Value: "new" })).rejects.toMatchObject({ name: "ParameterAlreadyExists" });
  expect((await ssm.putParameter({ Name, Value: "new", Overwrite: true })).Version).toBe(2);
  expect((await ssm.getParameter({ Name, WithDecryption: true })).Parameter).toMatchObject({
    Value: "new",
    Type: "SecureString",
  });
});

test("access is asked for each parameter, and refused as on AWS", async () => {
  await ssm.getParameters({ Names: ["/a/b", "c"] });
  expect(stack.asked).toEqual([`ssm:GetParameters ${arn("a/b")}`, `ssm:GetParameters ${arn("c")}`]);

  stack.deny("ssm:GetParameters");
  const reading = ssm.getParameters({ Names: [`${path}/Key/value`], WithDecryption: true });
  await expect(reading).rejects.toMatchObject({ name: "AccessDeniedException" });
  await expect(reading).rejects.toThrow(`ssm:GetParameters on resource: ${arn("sst/jules/dev/Secret/Key/value")}`);
});
