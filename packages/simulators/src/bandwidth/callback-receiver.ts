import type { IncomingHttpHeaders } from "node:http";
import { type Answer, parseJson, serve } from "../http-server.ts";
import type { CallbackTarget } from "./callbacks.ts";

export interface ReceivedCallback {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface CallbackReceiver {
  readonly received: ReceivedCallback[];
  target(path: string): CallbackTarget;
  close(): Promise<void>;
}

/** For tests: an application's webhooks. The callback that is being answered is already the last of `received`. */
export async function startCallbackReceiver(
  answer: (callback: ReceivedCallback, received: readonly ReceivedCallback[]) => Promise<Answer> | Answer,
): Promise<CallbackReceiver> {
  const received: ReceivedCallback[] = [];
  const server = await serve(0, async (request) => {
    const callback = { path: request.url.pathname, headers: request.headers, body: parseJson(request.body) };
    received.push(callback);
    return answer(callback, received);
  });
  return {
    received,
    target: (path) => ({ url: `${server.url}${path}`, username: "carrier", password: "correct horse" }),
    close: () => server.close(),
  };
}
