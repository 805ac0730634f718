/** Whether a text asks whether Jules is a human. */
export function asksWhatJulesIs(_text: string): boolean {
  return false;
}
