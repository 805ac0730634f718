import type { TimeReader } from "@jules/core/agenda";

/** A reader whose grammar is loaded with the first text that names a time: few turns have one. */
export function lateTimeReader(): TimeReader {
  return {
    async read(text, language, now, timeZone) {
      const { readTime } = await import("./time-reader.ts");
      return readTime(text, language, now, timeZone);
    },
  };
}
