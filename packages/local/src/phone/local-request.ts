import type { IncomingMessage } from "node:http";

/**
 * Whether a request was made to this machine by name, and, if a page made it, by a page of this server. Without the
 * first check any web site could point its own name at 127.0.0.1 and read what is served there (DNS rebinding);
 * without the second it could post blindly.
 */
export function isLocalRequest(request: IncomingMessage): boolean {
  const port = request.socket.localPort;
  const hosts = ["127.0.0.1", "localhost", "[::1]"].map((name) => (port === 80 ? name : `${name}:${port}`));
  const { host, origin } = request.headers;
  if (host === undefined || !hosts.includes(host.toLowerCase())) return false;
  return origin === undefined || hosts.some((name) => origin === `http://${name}`);
}
