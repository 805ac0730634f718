/**
 * What an error code of a failed text means for what is done next.
 *
 * permanent: this text will never arrive, another one may; transient: trying again may help; expired: it was too late
 * and dropped, as we asked; opted-out: nothing may be said to this number any more; suspended: one of the two numbers is
 * blocked, which is for a person to find out; configuration: something of ours is set up wrongly and somebody must look;
 * content: these words must not be sent again; media: what goes with the words cannot arrive, and they may without it; unknown: it may have arrived.
 */
export type CarrierErrorClass =
  | "permanent"
  | "transient"
  | "expired"
  | "opted-out"
  | "suspended"
  | "configuration"
  | "content"
  | "media"
  | "unknown";

export interface CarrierError {
  readonly class: CarrierErrorClass;
  /** How often the text may be sent again, in all. */
  readonly retries: 0 | 1 | 2;
  /** The shortest wait before that, in milliseconds. */
  readonly retryAfterMs: number;
}

const final = (name: Exclude<CarrierErrorClass, "transient">): CarrierError => ({
  class: name,
  retries: 0,
  retryAfterMs: 0,
});

const PERMANENT = final("permanent");
const EXPIRED = final("expired");
const OPTED_OUT = final("opted-out");
const SUSPENDED = final("suspended");
const CONFIGURATION = final("configuration");
const CONTENT = final("content");
const MEDIA = final("media");
const UNKNOWN = final("unknown");

/** A fault of the moment at the carrier we pay. */
const TWICE_SOON: CarrierError = { class: "transient", retries: 2, retryAfterMs: 5_000 };
const ONCE_SOON: CarrierError = { class: "transient", retries: 1, retryAfterMs: 5_000 };
/** A handset that is off or a queue that is full is no different five seconds later, and there is one try. */
const ONCE_LATE: CarrierError = { class: "transient", retries: 1, retryAfterMs: 60_000 };

/**
 * The carrier's codes, with its meaning in a few words.
 * 41xx to 44xx: Bandwidth refused; 47xx: the member's carrier refused; 51xx to 55xx: Bandwidth failed; 56xx: the
 * member's carrier failed.
 * @see https://dev.bandwidth.com/docs/messaging/errors
 */
const CODES: ReadonlyMap<number, CarrierError> = new Map([
  [4001, CONFIGURATION], // this service is not allowed to the account

  [4301, PERMANENT], // encoding
  [4302, PERMANENT], // sender's address is malformed
  [4303, PERMANENT], // recipient's address is malformed
  [4350, PERMANENT], // malformed for this destination
  [4360, EXPIRED], // `expiration` passed before it was sent

  [4401, PERMANENT], // routing, for example to the sender's own number
  [4403, CONFIGURATION], // sender's number may not send: not ours, not enabled, disconnected
  [4404, PERMANENT], // recipient's number may not be sent to
  [4405, CONFIGURATION], // sender's number is not allocated
  [4406, PERMANENT], // recipient's number is not allocated
  [4407, CONFIGURATION], // sender's number is not on this account
  [4408, PERMANENT], // recipient's number has no account

  [4409, MEDIA], // destination takes no MMS
  [4410, MEDIA], // media cannot be downloaded
  [4411, MEDIA], // media is too large
  [4412, MEDIA], // content type of the media
  [4711, MEDIA], // media is too large further on
  [4712, MEDIA], // type of the media is not supported further on

  [4420, CONFIGURATION], // no route to the destination
  [4421, CONFIGURATION], // no route that is permitted
  [4431, CONFIGURATION], // to short codes is not allowed
  [4432, CONFIGURATION], // to this country is not allowed
  [4433, CONFIGURATION], // from toll-free numbers is not allowed
  [4434, CONFIGURATION], // to toll-free numbers is not allowed
  [4435, CONFIGURATION], // too many recipients; Jules writes to one
  [4451, CONFIGURATION], // user id
  [4452, CONFIGURATION], // application id

  [4470, CONTENT], // Bandwidth's filter took it for spam
  [4481, CONFIGURATION], // sender's number is on a blocklist
  [4482, OPTED_OUT], // recipient's number is on a blocklist
  [4492, PERMANENT], // emergency number
  [4493, CONFIGURATION], // not authorized

  [4700, PERMANENT], // carrier or handset does not support it
  [4701, ONCE_LATE], // destination cannot be reached
  [4702, ONCE_LATE], // handset is off, full or busy
  [4720, PERMANENT], // no mobile number
  // Deactivated: the next text would reach whoever is given the number next, who never wrote to us.
  [4721, OPTED_OUT],
  [4730, ONCE_LATE], // no route, also when roaming
  [4740, CONFIGURATION], // sender is not valid for this carrier

  [4750, PERMANENT], // refused without a reason
  [4751, PERMANENT], // length
  [4752, PERMANENT], // malformed for this carrier
  [4753, PERMANENT], // handset refused it
  [4770, CONTENT], // the member's carrier took it for spam
  [4771, CONTENT], // a shortened link
  [4772, SUSPENDED], // sender or recipient is blocked further on; the code does not say which
  [4773, CONFIGURATION], // 10DLC campaign is not active
  [4774, CONFIGURATION], // 10DLC campaign is not provisioned
  [4775, OPTED_OUT], // the member opted out at their carrier

  // Volumes: the limit is lifted hours later, when an answer in a chat makes no sense any more.
  [4780, PERMANENT], // T-Mobile's limit for a day
  [4781, PERMANENT], // AT&T's rate
  [4785, PERMANENT], // another carrier's limit
  [4790, CONFIGURATION], // short code restrictions, to 4793
  [4791, CONFIGURATION],
  [4792, CONFIGURATION],
  [4793, CONFIGURATION],
  [4795, CONFIGURATION], // toll-free number is not verified

  [5100, TWICE_SOON], // temporary, as the next ones
  [5101, TWICE_SOON],
  [5111, TWICE_SOON],
  [5211, TWICE_SOON],
  [5220, TWICE_SOON],
  [5106, ONCE_LATE], // Bandwidth has tried as often as it does
  [5201, ONCE_LATE], // the same, further on
  [5231, ONCE_SOON], // parts are missing
  [5500, ONCE_SOON], // general
  [5501, ONCE_SOON], // no destination was found
  [5999, ONCE_SOON], // Bandwidth does not know either

  [9902, UNKNOWN], // no receipt within two hours
  [9999, UNKNOWN], // an error that Bandwidth has no code for
]);

/**
 * What is to be done about a text that failed with `code`. Any number has an answer: by the carrier's rule, a 4xxx that is
 * not listed fails again in the same way and a 5xxx may succeed once, later when the member's carrier failed (56xx).
 * Anything else says too little to risk that a member gets the same text twice.
 */
export function carrierError(code: number): CarrierError {
  const listed = CODES.get(code);
  if (listed) return listed;
  if (within(code, 4_000)) return PERMANENT;
  if (within(code, 5_000)) return code >= 5_600 && code < 5_700 ? ONCE_LATE : ONCE_SOON;
  return UNKNOWN;
}

function within(code: number, thousand: number): boolean {
  return code >= thousand && code < thousand + 1_000;
}
