import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pageFiles } from "./page-files.ts";

const folder = new URL("page/", import.meta.url);
const files = readdirSync(folder).map((name) => ({ name, content: readFileSync(new URL(name, folder), "utf8") }));
const html = readFileSync(new URL("index.html", folder), "utf8");

test("every file of the page is served, and no other", () => {
  expect([...pageFiles.values()].sort()).toEqual(files.map(({ name }) => name).sort());
});

test("the page takes less than 100 KB", () => {
  expect(files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0)).toBeLessThan(100_000);
});

test.each(files)("$name loads nothing from elsewhere and makes no markup of text", ({ content }) => {
  expect(content).not.toMatch(/https?:|\/\/[a-z]+\.|@import/);
  expect(content).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
});

test("the markup holds no script, style or handler of its own", () => {
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/);
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).toContain('<script type="module" src="/phone/phone.js"></script>');
});

test("every input has a label, and the conversation is announced as a log", () => {
  const inputs = [...html.matchAll(/<(?:input|select|textarea) id="([^"]+)"/g)].map(([, id]) => id);
  const labelled = [...html.matchAll(/<label [^>]*for="([^"]+)"/g)].map(([, id]) => id);
  expect(inputs.length).toBeGreaterThan(0);
  expect(labelled).toEqual(inputs);
  expect(html).toMatch(/role="log" aria-live="polite"/);
});

test("a number is taken as people write it", async () => {
  const { normalizeNumber } = await import(new URL("format.js", folder).href);

  expect(["(212) 555-0147", "+1 212-555-0147", "12125550147"].map(normalizeNumber)).toEqual(
    Array(3).fill("+12125550147"),
  );
  expect(["+44 20 7946 0958", "0044 20 7946 0958"].map(normalizeNumber)).toEqual(Array(2).fill("+442079460958"));
  expect(["12", "", "Ana", "+0 212 555 0147"].map(normalizeNumber)).toEqual(Array(4).fill(undefined));
});
