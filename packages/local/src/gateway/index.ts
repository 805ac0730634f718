export { startHttpGateway } from "./http-gateway.ts";
export type { Gateway, GatewayOptions } from "./integration.ts";
export type { IssuerKeys } from "./jwt-authorizer.ts";
export { startRestGateway } from "./rest-gateway.ts";
