/** How many codes may be asked for, by whom, in an hour and in a day; each with its reason. */
export const CODE_LIMITS = {
  /** A person mistypes, or loses a text; a number that is asked for more often is somebody else's. */
  number: { hour: 3, day: 5 },
  /** A household, an office or a carrier's gateway shares an address. */
  address: { hour: 10, day: 30 },
  /** Pumping asks for one number after the other of a block that somebody rented (NPA-NXX). */
  prefix: { hour: 20, day: 60 },
  /** What a page may cost when everything else was got around: some four dollars an hour. */
  service: { hour: 400, day: 2_000 },
} as const;

/** For so long a code counts; then another one has to be asked for. */
export const CODE_LIFETIME_MS = 10 * 60_000;
/** So often a code may be tried. */
export const MOST_ATTEMPTS = 5;
/** Who asks again within this gets no second text: the first is on its way. */
export const RESENT_AFTER_MS = 60_000;
/** For so long a form may lie open before it is sent. */
export const FORM_LIFETIME_MS = 60 * 60_000;
