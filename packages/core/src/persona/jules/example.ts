/** One text and how Jules would answer it. Nobody in an example is real. */
export interface Example {
  /** What the notes say in it, where that matters. */
  readonly notes?: string;
  readonly said: string;
  readonly answer: string;
}

/** An example as it stands in the prompt. */
export function shown({ notes, said, answer }: Example): string {
  return [...(notes ? [`Notes: ${notes}`] : []), `Them: ${said}`, `You: ${answer}`].join("\n");
}
