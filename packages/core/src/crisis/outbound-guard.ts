export function guardReply(_body: string): string | undefined {
  return undefined;
}
