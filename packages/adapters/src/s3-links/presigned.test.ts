import { instant } from "@jules/core/kernel";
import { expect, test } from "vitest";
import { presignedUrl } from "./index.ts";

const signer = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  region: "us-east-1",
};
const at = instant("2013-05-24T00:00:00Z");

test("the example of the service's documentation has the signature that it says", () => {
  const endpoint = "https://examplebucket.s3.amazonaws.com";
  expect(presignedUrl({ endpoint, key: "test.txt" }, signer, at, 86_400)).toBe(
    "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256" +
      "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request" +
      "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host" +
      "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
  );
});

test("the token of a role is a part of what is signed", () => {
  const target = { endpoint: "https://b.s3.us-east-1.amazonaws.com", key: "exports/a b" };
  const link = presignedUrl(target, { ...signer, sessionToken: "a+b/c=" }, at, 300);
  expect(link).toContain("/exports/a%20b?");
  expect(link).toContain("&X-Amz-Security-Token=a%2Bb%2Fc%3D&X-Amz-SignedHeaders=host");
  expect(link.split("Signature=")[1]).not.toBe(presignedUrl(target, signer, at, 300).split("Signature=")[1]);
});
