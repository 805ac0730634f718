import { expect, test } from "vitest";
import { useAws } from "../../test/aws.ts";
import { createSecrets } from "./index.ts";

const { aws } = useAws();
const put = (name: string, value: string) => aws().ssm.put(`/sst/jules/test/Secret/${name}/value`, value);
const settings = { path: "/sst/jules/test/Secret", required: ["Key"], optional: ["KeyPrevious"] } as const;

test("secrets are read by name; an optional one that is not set is blank", async () => {
  put("Key", "one");
  expect(await createSecrets({ ...settings, now: () => 0 }).read()).toEqual({ Key: "one", KeyPrevious: "" });
});

test("a rotated secret arrives without a deploy: the old answers until the new is there", async () => {
  put("Key", "one");
  let now = 0;
  const secrets = createSecrets({ ...settings, now: () => now });
  await secrets.read();
  put("Key", "two");
  expect((await secrets.read()).Key).toBe("one");
  now += 5 * 60_000;
  await expect.poll(async () => (await secrets.read()).Key).toBe("two");
});

test("a secret that was never set is named", async () => {
  const secrets = createSecrets({ path: settings.path, required: ["Missing"], now: () => 0 });
  await expect(secrets.read()).rejects.toThrow(/Missing/);
});

test("who does not match makes us read again, but not more often than every ten seconds", async () => {
  put("Key", "one");
  let now = 0;
  const secrets = createSecrets({ ...settings, now: () => now });
  await secrets.read();
  put("Key", "two");
  now += 9_999;
  expect((await secrets.readAgain()).Key).toBe("one");
  now += 1;
  expect((await secrets.readAgain()).Key).toBe("two");
});
