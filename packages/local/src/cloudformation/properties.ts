import type { Resource } from "./resolver.ts";

/** Reads of a resource's evaluated properties that say which property is wrong. */

export function optionalString(resource: Resource, name: string): string | undefined {
  const value = resource.properties[name];
  if (value === undefined || typeof value === "string") return value;
  throw resource.error(`expected a string, found ${JSON.stringify(value)}`, name);
}

export function requiredString(resource: Resource, name: string): string {
  const value = optionalString(resource, name);
  if (value === undefined) throw resource.error("is missing", name);
  return value;
}

/** CloudFormation accepts numbers written as strings. */
export function numberOr(resource: Resource, name: string, otherwise: number): number {
  const value = resource.properties[name];
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (!Number.isFinite(number)) throw resource.error(`expected a number, found ${JSON.stringify(value)}`, name);
  return number;
}

/** The property as a record; an absent one is empty. */
export function recordOf(resource: Resource, name: string): Readonly<Record<string, unknown>> {
  const value = resource.properties[name];
  if (value === undefined) return {};
  if (isRecord(value)) return value;
  throw resource.error(`expected an object, found ${JSON.stringify(value)}`, name);
}

/** The property as a list; an absent one is empty, a single value is a list of one. */
export function listOf(resource: Resource, name: string): readonly unknown[] {
  const value = resource.properties[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

export function stringsOf(resource: Resource, name: string): readonly string[] {
  return listOf(resource, name).map(String);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
