import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { startEngine } from "./engine.ts";

const answers = (url: string) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

test("an engine answers until it is closed", async () => {
  const engine = await startEngine(undefined);
  expect(await answers(engine.url)).toBe(true);

  await engine.close();
  expect(await answers(engine.url)).toBe(false);
  await engine.close();
});

test("an engine dies with a parent that is killed", async () => {
  const module = JSON.stringify(fileURLToPath(new URL("./engine.ts", import.meta.url)));
  const script = `import { startEngine } from ${module}; process.stdout.write((await startEngine()).url);`;
  const parent = spawn(process.execPath, ["--input-type=module-typescript", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url] = (await once(parent.stdout, "data")) as [Buffer];
  expect(await answers(url.toString())).toBe(true);

  parent.kill("SIGKILL");
  await expect.poll(() => answers(url.toString()), { timeout: 5_000 }).toBe(false);
});
