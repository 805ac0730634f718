import * as z from "zod/mini";
import type { Route } from "./route.ts";

/** The OpenAPI document of the operators' routes, made of what they check. */
export function openApi(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { key, scope, summary, body, query } of routes) {
    const [method = "", path = ""] = key.split(" ");
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        summary,
        security: [{ operators: [scope] }],
        ...parametersOf(path, query),
        ...(body && { requestBody: { required: true, content: { "application/json": { schema: schemaOf(body) } } } }),
        responses: {
          "200": { description: "Done." },
          "202": { description: "Taken; done in a moment." },
          "400": { description: "A field is wrong: `fields` says which, and why." },
          "401": { description: "No valid token." },
          "403": { description: "The token lacks the scope." },
          "409": {
            description:
              "The number may be somebody else's by now, it was changed meanwhile, or Stripe does not do it: `error` says which.",
          },
          "404": { description: "Nobody and nothing of that name." },
          "503": { description: "Trying again can help." },
        },
      },
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Jules, for operators", version: "1" },
    paths,
    components: { securitySchemes: { operators: { type: "http", scheme: "bearer", bearerFormat: "JWT" } } },
  };
}

function schemaOf(schema: z.ZodMiniType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}

function parametersOf(path: string, query: Route["query"] = {}) {
  const schema = { type: "string" };
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: "path", required: true, schema })),
    ...Object.entries(query).map(([name, description]) => ({
      ...{ name, in: "query", required: name === "reason", description, schema },
    })),
  ];
  return parameters.length > 0 ? { parameters } : {};
}
