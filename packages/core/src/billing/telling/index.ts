/** What is said of subscriptions: beside the index of `billing`, because members are made of that one, and this knows agendas. */
export {
  billingText,
  endingTold,
  LINK_MINUTES,
  standingTold,
  type Told,
  withoutOffer,
  withoutStop,
} from "../answers.ts";
export { isOwedByLaw, noticeText } from "../notice-texts.ts";
export type { Notice, NoticeCode } from "../notices.ts";
