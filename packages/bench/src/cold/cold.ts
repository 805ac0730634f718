import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleBaselines, unbundledBaseline } from "../bundles.ts";
import { queuedBy, type Station } from "../world/journey.ts";
import type { Exchange } from "../world/recorder.ts";
import { callback, type World } from "../world/world.ts";
import { type Contestant, invokeOnce, writeEvent } from "./contestants.ts";

export type Name =
  | "empty"
  | "detector"
  | "sqs-only"
  | "naive"
  | "webhook"
  | "aws-intake"
  | "intake"
  | "aws-turn"
  | "turn";

/** Who races, and what each of them asks for in a cold sandbox. */
export interface Field {
  readonly contestants: readonly Contestant<Name>[];
  readonly environment: Readonly<Record<string, string>>;
  readonly requests: Readonly<Record<Name, readonly Exchange[]>>;
  /** The callback that the webhooks are given. */
  readonly callback: ReturnType<typeof callback>;
  remove(): Promise<void>;
}

/** What a turn that is worth measuring does: one that was closed by rule is over sooner. */
const QUESTION = "POST /v1/messages";

/** Lets each contestant do its work once in the world, so that the answers to all of them are on record. */
export async function recordField(world: World, deployed: Readonly<Record<Station, string>>): Promise<Field> {
  const directory = await mkdtemp(join(tmpdir(), "jules-bench-"));
  const baselines = await bundleBaselines(["empty", "detector", "sqs-only", "aws-intake", "aws-turn"]);
  const { "webhooks/bandwidth": webhook, "consumers/intake": intake, "consumers/turn": turn } = deployed;
  const { environment } = world;
  const contestants: Contestant<Name>[] = [];
  const requests = {} as Record<Name, readonly Exchange[]>;

  async function enter(name: Name, file: string, eventFile: string): Promise<void> {
    const contestant = { name, file, eventFile };
    const before = world.recorder.exchanges.length;
    await invokeOnce(contestant, environment);
    contestants.push(contestant);
    requests[name] = world.recorder.exchanges.slice(before);
  }

  const event = callback();
  const text = await writeEvent(join(directory, "callback.json"), event);
  await enter("empty", baselines.empty, text);
  await enter("detector", baselines.detector, text);
  await enter("sqs-only", baselines["sqs-only"], text);
  await enter("webhook", webhook, text);
  await enter("naive", unbundledBaseline("naive"), text);
  const record = await writeEvent(join(directory, "inbound.json"), queuedBy(requests.webhook));
  await enter("aws-intake", baselines["aws-intake"], record);
  await enter("intake", intake, record);
  const doorbell = await writeEvent(join(directory, "doorbell.json"), queuedBy(requests.intake));
  await enter("aws-turn", baselines["aws-turn"], doorbell);
  await enter("turn", turn, doorbell);
  if (!requests.turn.some(({ operation }) => operation === QUESTION)) throw new Error("the turn asked no model");
  return {
    ...{ contestants, environment, requests, callback: event },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
