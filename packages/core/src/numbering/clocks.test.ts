import { describe, expect, test } from "vitest";
import { instant } from "../kernel/index.ts";
import { localTime, type TimeZone } from "./index.ts";

const ZONES: readonly TimeZone[] = [
  ...(["America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles"] as const),
  ...(["America/Anchorage", "America/Puerto_Rico", "Pacific/Honolulu", "Pacific/Pago_Pago", "Pacific/Guam"] as const),
];
const HOUR_MS = 3_600_000;

describe.each(ZONES)("the clocks of %s", (timeZone) => {
  const numeric = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
  const format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...numeric });

  test("are those of the tz database, around every change from 2024 to 2035", () => {
    for (let year = 2024; year <= 2035; year++) {
      for (const month of [0, 2, 6, 10]) {
        for (let hour = 0; hour < 16 * 24; hour++) {
          const at = Date.UTC(year, month, 1, 0, 30) + hour * HOUR_MS;
          const { month: shown, date, year: shownYear, hour: shownHour, minute } = localTime(instant(at), timeZone);
          const padded = [shownHour, minute].map((part) => String(part).padStart(2, "0")).join(":");
          expect(`${shown}/${date}/${shownYear}, ${padded}`).toBe(format.format(at));
        }
      }
    }
  });
});
