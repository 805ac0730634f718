export { type Beginnings, type BegunDue, beginDue } from "./beginning.ts";
export type {
  DeliveryStatus,
  DeliveryStore,
  DueStore,
  Moment,
  MomentStore,
  ReachOutStore,
  Recorded,
} from "./delivery.ts";
export { type FollowedUp, type FollowUps, followUp } from "./following-up.ts";
export { type Alerts, type GateResult, type SendGate, sendFixed, sendReply } from "./gate.ts";
export { introduce } from "./introduction.ts";
export { type Joined, type Joiner, type Joining, joinByCode, sendCode } from "./joining.ts";
export { type DecidedAge, decideAge, type LettingIn } from "./letting-in.ts";
export { type LookingAhead, lookAhead } from "./looking-ahead.ts";
export type { AskedModel, ModelObserver } from "./observer.ts";
export { type OptedIn, type OptedOut, type Opting, optIn, optOut } from "./opting.ts";
export { isFixed, memberOf, occasion, outboundId, outboundIdIn, referenceOf } from "./outbound-id.ts";
export { type MemoryReader, type ReadForMemory, readForMemory, type Unread } from "./reading.ts";
export { releaseHold } from "./releasing.ts";
export { type Reminded, type Reminders, remind } from "./reminding.ts";
export { spoken } from "./spoken.ts";
export type {
  Address,
  AlongWithSending,
  AtFirst,
  BeginAgain,
  Begun,
  ConversationStore,
  Disclosing,
  EachTime,
  HandedOver,
  History,
  Holder,
  NewOutbound,
  OpenWork,
  Outbound,
  OutboundContent,
  OutboundState,
  Place,
  Said,
} from "./store.ts";
export { type Attended, attend, type Doorbell, type Intake, isUrgent, type TakenIn, takeIn } from "./take-in.ts";
export { abandonTurn, LEASE_MS, type TurnTaken, takeTurn } from "./turn.ts";
export {
  type Heeded,
  heedVerdict,
  type Opened,
  openVerification,
  pollVerification,
  type Verifications,
} from "./verifying.ts";
export { HISTORY_TEXTS, orderOfOurs, orderOfTheirs, saidIn, type Window, type Windows } from "./window.ts";
export type { MemoryBell, Turn } from "./working.ts";
