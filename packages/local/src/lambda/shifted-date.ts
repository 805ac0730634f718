/**
 * Makes `Date` of this thread tell the local clock's time: the machine's time plus `offsetMs[0]`. `performance.now`
 * stays as it is, so that what measures a duration keeps measuring real time.
 */
export function shiftDate(offsetMs: Float64Array): void {
  const RealDate = Date;
  const realNow = Date.now;
  const now = () => realNow() + (offsetMs[0] ?? 0);
  const ShiftedDate = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  });
  RealDate.now = now;
  RealDate.prototype.constructor = ShiftedDate;
  globalThis.Date = ShiftedDate;
}
