import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";

export interface Dependencies {
  readonly stage: string;
}

/** What anybody may ask: who this is, and whether it is there. */
export function createHandler({ stage }: Dependencies) {
  return async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    switch (event.routeKey) {
      case "GET /":
        return json(200, { name: "Jules", description: "An AI companion people text. Not a human.", stage });
      case "GET /health":
        return json(200, { status: "ok" });
      default:
        return json(404, { error: "not-found" });
    }
  };
}

function json(statusCode: number, body: object): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify(body),
  };
}
