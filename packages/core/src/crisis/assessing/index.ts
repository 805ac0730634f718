/**
 * The check by itself, for who loads it late: a bundle that starts with the module's index would start with its weights as
 * well, as soon as anybody loads that index late.
 */
export { assess } from "../assess.ts";
