/** When a schedule is due: the first time after `after`, in milliseconds since the epoch; UTC as on AWS. */
export interface ScheduleExpression {
  next(after: number): number;
}

const millisecondsPer = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const fields = [
  { name: "minutes", from: 0, to: 59, names: "" },
  { name: "hours", from: 0, to: 23, names: "" },
  { name: "day of month", from: 1, to: 31, names: "" },
  { name: "month", from: 1, to: 12, names: "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC" },
  { name: "day of week", from: 1, to: 7, names: "SUN MON TUE WED THU FRI SAT" },
  { name: "year", from: 1970, to: 2199, names: "" },
] as const;

/**
 * Reads `rate(…)`, which counts from `startedAt`, or `cron(…)` with its six fields. `L`, `W` and `#` are refused.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseScheduleExpression(expression: string, startedAt: number): ScheduleExpression {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) return every(Number(rate[1]) * millisecondsPer[rate[2] as keyof typeof millisecondsPer], startedAt);
  const cron = /^cron\(([^)]+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (cron?.length !== fields.length) throw new Error(`${expression} is neither rate(…) nor cron(…) with six fields`);
  return calendar(expression, cron);
}

function every(periodMs: number, startedAt: number): ScheduleExpression {
  if (periodMs === 0) throw new Error("a rate of zero");
  return { next: (after) => startedAt + (Math.floor((after - startedAt) / periodMs) + 1) * periodMs };
}

function calendar(expression: string, cron: readonly string[]): ScheduleExpression {
  const [minutes, hours, daysOfMonth, months, daysOfWeek, years] = fields.map((field, index) =>
    valuesOf(cron[index] ?? "", field, expression),
  ) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];

  function isDue(day: Date): boolean {
    return (
      years.has(day.getUTCFullYear()) &&
      months.has(day.getUTCMonth() + 1) &&
      daysOfMonth.has(day.getUTCDate()) &&
      daysOfWeek.has(day.getUTCDay() + 1)
    );
  }

  return {
    next(after) {
      const start = Math.floor(after / millisecondsPer.minute + 1) * millisecondsPer.minute;
      const firstDay = start - (start % millisecondsPer.day);
      // Eight years always hold a 29 February.
      for (let day = firstDay; day < firstDay + 8 * 366 * millisecondsPer.day; day += millisecondsPer.day) {
        if (!isDue(new Date(day))) continue;
        for (let minute = 0; minute < 24 * 60; minute++) {
          const time = day + minute * millisecondsPer.minute;
          if (time >= start && hours.has(Math.floor(minute / 60)) && minutes.has(minute % 60)) return time;
        }
      }
      return Number.POSITIVE_INFINITY;
    },
  };
}

/** One field: lists of `*`, `?`, `a`, `a-b`, each with an optional step `/n`. */
function valuesOf(text: string, field: (typeof fields)[number], expression: string): Set<number> {
  const names = field.names.split(" ");
  const numberOf = (value: string): number => {
    const named = names.indexOf(value.toUpperCase());
    const number = named === -1 ? Number(value) : named + field.from;
    if (value === "" || !Number.isInteger(number) || number < field.from || number > field.to) {
      throw new Error(`${expression}: the local stack does not understand ${field.name} ${text}`);
    }
    return number;
  };
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [range = "", step] = part.split("/");
    const [from = "", to] = range === "*" || range === "?" ? [String(field.from), String(field.to)] : range.split("-");
    const last = to !== undefined ? numberOf(to) : step !== undefined ? field.to : numberOf(from);
    const stride = step === undefined ? 1 : Number(step);
    if (!(Number.isInteger(stride) && stride > 0)) throw new Error(`${expression}: a step of ${step}`);
    for (let value = numberOf(from); value <= last; value += stride) values.add(value);
  }
  return values;
}
