/** A telephone number in E.164, for example `+14155550123`. */
export type PhoneNumber = string & { readonly __brand: "PhoneNumber" };

/** The number if `value` is E.164, otherwise undefined. */
export function phoneNumber(value: string): PhoneNumber | undefined {
  return /^\+[1-9]\d{6,14}$/.test(value) ? (value as PhoneNumber) : undefined;
}

/** North American toll-free codes. Their network enforces and answers STOP by itself. */
export function isTollFree(number: PhoneNumber): boolean {
  return /^\+18(00|33|44|55|66|77|88)/.test(number);
}
