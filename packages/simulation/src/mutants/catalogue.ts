import type { Mutant } from "./mutant.ts";

const GATE = "core/src/conversation/gate.ts";
const CONVERSATION_STORE = "adapters/src/dynamo/conversation-store.ts";
const SETTLING = "adapters/src/dynamo/settling.ts";
const CONSENT_WRITES = "adapters/src/dynamo/consent-writes.ts";
const MEMBER_STORE = "adapters/src/dynamo/member-store.ts";
const TAKE_IN = "core/src/conversation/take-in.ts";
const TURN = "core/src/conversation/turn.ts";
const FINISHING = "core/src/conversation/finishing.ts";
const ANSWERING = "core/src/conversation/answering.ts";
const DELIVERY_STORE = "adapters/src/dynamo/delivery-store.ts";
const DUE_STORE = "adapters/src/dynamo/due-store.ts";
const CARING = "core/src/conversation/caring.ts";
const EPISODE = "core/src/crisis/episode.ts";
const EPISODE_ITEM = "adapters/src/dynamo/episode-item.ts";
const DEPARTING = "core/src/conversation/departing.ts";
const DUE = "core/src/disclosure/due.ts";
const WISH = "core/src/consent/wish.ts";
const CONTACT = "adapters/src/dynamo/contact.ts";
const CONSENT = "core/src/consent/consent.ts";
const TURN_HANDLER = "functions/src/consumers/turn/handler.ts";
const PROVIDER_GUARD = "core/src/providers/provider-guard.ts";

/** Mistakes that somebody could make in the code, each of which the simulation has to find. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: "the send gate does not pin the consent",
    patches: [
      {
        file: CONVERSATION_STORE,
        from: '["consentVersion = :version",',
        to: '["(consentVersion = :version OR attribute_exists(pk))",',
      },
    ],
  },
  {
    name: "the fence is forgotten",
    patches: [
      {
        file: CONVERSATION_STORE,
        from: '["leaseToken = :token"]',
        to: '["(leaseToken = :token OR attribute_exists(pk))"]',
      },
    ],
  },
  {
    name: "the inbox takes a text twice",
    patches: [
      {
        file: CONVERSATION_STORE,
        from: 'Item: item, ConditionExpression: "attribute_not_exists(pk)"',
        to: "Item: item",
      },
    ],
  },
  {
    name: "the inbox forgets after five minutes",
    patches: [
      {
        file: CONVERSATION_STORE,
        from: 'Item: item, ConditionExpression: "attribute_not_exists(pk)"',
        to: 'Item: item, ConditionExpression: "attribute_not_exists(pk) OR receivedAt < :old", ExpressionAttributeValues: { ":old": instantPlus(at, -300_000) }',
      },
    ],
  },
  {
    name: "SENDING is written after the POST",
    patches: [
      {
        file: GATE,
        from: "    const begun = await beginning(",
        to: '    const early = await gate.sender.send({ id: text.id, from: known.ownNumber, priority: "default", ...text.content });\n    const begun = await beginning(',
      },
      {
        file: GATE,
        from: "    const outcome = await handOver(gate, onItsWay);",
        to: "    await settle(gate, onItsWay, early);\n    const outcome = early;",
      },
    ],
  },
  {
    name: "a STOP is confirmed each time it is brought",
    patches: [
      {
        file: TAKE_IN,
        from: 'const id = outboundId(member.id, "fixed", text.id);',
        to: 'const id = outboundId(member.id, "fixed", text.id + "-" + millisecondsOf(intake.clock.now()));',
      },
    ],
  },
  {
    name: "a STOP is confirmed for an hour",
    patches: [
      {
        file: CONSENT,
        from: "limitsAt(heardAt).optOutConfirmationMinutes * 60_000",
        to: "60 * 60_000",
      },
    ],
  },
  {
    name: "a STOP is confirmed on a toll-free number",
    patches: [{ file: TAKE_IN, from: 'if (isTollFree(member.ownNumber)) return "withheld";', to: "" }],
  },
  {
    name: "a STOP does not raise the version",
    patches: [
      {
        file: CONSENT_WRITES,
        from: '":nextVersion": consent.version + 1',
        to: '":nextVersion": consent.version + (state === "OPTED_OUT" ? 0 : 1)',
      },
    ],
  },
  {
    name: "a START undoes a later STOP",
    patches: [
      {
        file: CONSENT,
        from: "return isAfter ? started : {};",
        to: "return started;",
      },
    ],
  },
  {
    name: "a STOP undoes a later START",
    patches: [{ file: CONSENT, from: "if (isSaidAfter(consent.saidAt, saidAt) && !again) return {};", to: "" }],
  },
  {
    name: "a pause before the POST is ignored",
    patches: [
      { file: GATE, from: "sinceMs(gate, lookedAt) > PAUSE_MS", to: "sinceMs(gate, lookedAt) > 1_000 * PAUSE_MS" },
    ],
  },
  {
    name: "texts are marked as answered before the reply is written",
    patches: [
      {
        file: CONVERSATION_STORE,
        from: "const elements: Element[] = [\n        leased,",
        to: 'for (const answered of reply.answers) {\n        const marked = "SET answeredBy = :reply " + CLOSE;\n        await update(textKey(member.id, answered), marked, { ":reply": reply.id }, "attribute_exists(pk)");\n      }\n      const elements: Element[] = [\n        leased,',
      },
    ],
  },
  {
    name: "answered texts go on waiting",
    patches: [
      {
        file: CONVERSATION_STORE,
        from: '{CLOSE}`,\n            ExpressionAttributeValues: { ":reply"',
        to: '{""}`,\n            ExpressionAttributeValues: { ":reply"',
      },
    ],
  },
  {
    name: "settling asks for no state",
    patches: [
      {
        file: SETTLING,
        from: 'isSending = "#state = :sending AND sendingAt = :sendingAt";',
        to: 'isSending = "attribute_exists(pk) OR (#state = :sending AND sendingAt = :sendingAt)";',
      },
    ],
  },
  {
    name: "statuses go backwards",
    patches: [
      {
        file: DELIVERY_STORE,
        from: 'to: "SENT", from: ["READY", "SENDING", "PARKED"]',
        to: 'to: "SENT", from: ["READY", "SENDING", "PARKED", "DELIVERED", "FAILED"]',
      },
    ],
  },
  {
    name: "texts are sorted by arrival",
    patches: [
      {
        file: ANSWERING,
        from: "orderOfTheirs(one) < orderOfTheirs(other) ? -1 : 1",
        to: "one.receivedAt < other.receivedAt ? -1 : 1",
      },
    ],
  },
  {
    name: "the sweeper skips a shard",
    patches: [
      { file: DUE_STORE, from: "Array.from({ length: DUE_SHARDS }", to: "Array.from({ length: DUE_SHARDS - 1 }" },
    ],
  },
  {
    name: "the sweeper forgets fixed texts",
    patches: [{ file: DUE_STORE, from: "yield membersOf(first.filter(({ sk }) => isFixedKey(sk)));", to: "" }],
  },
  {
    name: "help in a crisis is not sent again after doubt",
    patches: [
      {
        file: GATE,
        from: 'case "crisis":\n      return { states: ["READY", "FAILED", "PARKED"], sendingSince: at };',
        to: 'case "crisis":\n      return { states: ["READY"] };',
      },
    ],
  },
  {
    name: "a reply is sent again after doubt",
    patches: [
      { file: FINISHING, from: 'if (content?.kind !== "crisis") return park', to: "if (!content) return park" },
      {
        file: CONVERSATION_STORE,
        from: '"#state = :ready AND attempts = :attemptsBefore"',
        to: '"#state IN (:ready, :state) AND attempts = :attemptsBefore"',
      },
    ],
  },
  {
    name: "a refusal for now is final",
    patches: [{ file: SETTLING, from: "if (outcome.retryable) {", to: "if (outcome.retryable && !outcome.reason) {" }],
  },
  {
    name: "a refusal for now is tried again at once and for ever",
    patches: [
      {
        file: GATE,
        from: 'if (outcome.kind === "refused" && outcome.reason === "unauthorized" && !lastTry) continue;',
        to: 'if (outcome.kind === "refused" && outcome.retryable) return leave(gate, member, text, begin);',
      },
    ],
  },
  {
    name: "the doorbell rings before the inbox is written",
    patches: [
      {
        file: TAKE_IN,
        from: "  const fresh = keptFresh ??",
        to: '  if (taken.disposition === "waiting") await intake.doorbell.ring([member.id], text.id);\n  const fresh = keptFresh ??',
      },
      {
        file: TAKE_IN,
        from: "  if (mayWait) await intake.doorbell.ring([member.id], text.id);",
        to: "  if (!mayWait) return { ...taken, member: member.id, fresh };",
      },
    ],
  },
  {
    name: "the doorbell does not ring for a text seen before",
    patches: [{ file: TAKE_IN, from: "if (mayWait) await", to: "if (mayWait && fresh) await" }],
  },
  {
    name: "a lease never expires",
    patches: [
      { file: MEMBER_STORE, from: "leaseUntil <= :at)", to: "(leaseUntil <= :at AND attribute_not_exists(pk)))" },
    ],
  },
  {
    name: "a lease's token does not grow",
    patches: [
      {
        file: MEMBER_STORE,
        from: '":until": until, ":at": at, ":one": 1',
        to: '":until": until, ":at": at, ":one": 0',
      },
    ],
  },
  {
    name: "the sweeper looks after a text an hour too late",
    patches: [
      { file: CONVERSATION_STORE, from: "UNANSWERED_AFTER_MS = 45_000", to: "UNANSWERED_AFTER_MS = 3_600_000" },
    ],
  },
  {
    name: "a text in doubt stays in doubt",
    patches: [{ file: FINISHING, from: "DOUBT_ENDS_MS = 90_000", to: "DOUBT_ENDS_MS = 90_000_000_000" }],
  },
  {
    name: "who keeps typing is never answered",
    patches: [{ file: ANSWERING, from: "MOST_FURTHER_QUESTIONS = 2", to: "MOST_FURTHER_QUESTIONS = 200" }],
  },
  {
    name: "a holding reply goes out each time",
    patches: [
      {
        file: ANSWERING,
        from: 'occasion("holding", first.id)',
        to: 'occasion("holding", first.id + turn.clock.now())',
      },
      { file: GATE, from: 'return { states: ["READY"], onceUntilReply: true };', to: 'return { states: ["READY"] };' },
    ],
  },
  {
    name: "a text of a crisis waits for the model",
    patches: [
      { file: TAKE_IN, from: "if (needsReplyAtOnce(assessment) && !tooOld) {", to: "if (tooOld && !tooOld) {" },
    ],
  },
  {
    name: "a text of a crisis gets nothing but its fixed reply",
    patches: [
      {
        file: TAKE_IN,
        from: 'isStillSilent(consent) ? "opted-out" : undefined;\n}',
        to: 'isStillSilent(consent) ? "opted-out" : ANSWERED_AT_ONCE;\n}',
      },
    ],
  },
  {
    name: "a crisis gets the same words each time",
    patches: [{ file: TAKE_IN, from: "stepFor(text.id, episode ?? NO_EPISODE, text.receivedAt)", to: "1" }],
  },
  {
    name: "a referral is counted each time that it is handed over",
    patches: [
      {
        file: CONVERSATION_STORE,
        from: 'NEVER_BEGUN = "attribute_not_exists(consentVersion)"',
        to: 'NEVER_BEGUN = "attribute_not_exists(consentVersion) OR attribute_exists(sealed)"',
      },
    ],
  },
  {
    name: "a referral is not counted with the write that sends it",
    patches: [
      {
        file: GATE,
        from: "const first = { counts: content.counts, remembers, occurrence };",
        to: "const first = { remembers, occurrence };",
      },
    ],
  },
  {
    name: "an episode is forgotten when the inbox is written",
    patches: [
      {
        file: CONVERSATION_STORE,
        from: "await transact([changed, { Put: put }])",
        to: 'await transact([{ ConditionCheck: { TableName, Key: memberKey(member.id), ConditionExpression: "attribute_exists(pk)" } }, { Put: put }])',
      },
    ],
  },
  {
    name: "an episode takes the place of one that nobody read",
    patches: [
      {
        file: EPISODE_ITEM,
        from: 'condition: "stateVersion = :stateBefore"',
        to: 'condition: "(stateVersion = :stateBefore OR attribute_exists(pk))"',
      },
    ],
  },
  {
    name: "a hold ends with any words",
    patches: [{ file: EPISODE, from: "isClearlySafe(body, episode.categories);", to: "body.length > 0;" }],
  },
  {
    name: "a hold ends by itself",
    patches: [{ file: EPISODE, from: '(state === "ATTENTIVE" && isPast', to: '(state !== "FOLLOW_UP" && isPast' }],
  },
  {
    name: "a check-in goes out in a hold",
    patches: [
      {
        file: EPISODE,
        from: 'return consent.state === "ACTIVE" && !episode.isUnreadable && !isWatchful(episode, at);',
        to: 'return consent.state === "ACTIVE" && at > "";',
      },
      {
        file: EPISODE,
        from: '    questionAskedAt: undefined,\n    followUp: { kind: "none" },\n    risk: riskAfter',
        to: "    questionAskedAt: undefined,\n    followUp: before.followUp,\n    risk: riskAfter",
      },
    ],
  },
  {
    name: "help that a turn began and died over is forgotten",
    patches: [{ file: CARING, from: "return this.#unsettled.has(id) ||", to: "return" }],
  },
  {
    name: "what a second look found is not answered with help",
    patches: [{ file: CARING, from: "if (this.#isOwedHelp(text)) await this.#help(text);", to: "" }],
  },
  {
    name: "the introduction is forgotten",
    patches: [
      { file: TURN, from: "const introduced = member.introducedAt ?", to: "const introduced = member.createdAt ?" },
    ],
  },
  {
    name: "a superseded reply goes out as well",
    patches: [
      {
        file: CONVERSATION_STORE,
        from: "        ...along.supersedes.map(superseded),\n        ...reply.answers",
        to: "        ...reply.answers",
      },
    ],
  },
  {
    name: "texts that wait at a STOP stay open",
    patches: [{ file: TURN, from: 'await turn.conversations.close(member.id, idsOf(waiting), "opted-out");', to: "" }],
  },
  {
    name: "a postponed turn comes back after an hour",
    patches: [{ file: TURN_HANDLER, from: "POSTPONED_MS = 50_000", to: "POSTPONED_MS = 3_600_000" }],
  },
  {
    name: "the gate adds no disclosure",
    patches: [
      { file: DEPARTING, from: "if (!discloses || !isCompanion(kind)) return", to: "if (!discloses || kind) return" },
    ],
  },
  {
    name: "it counts as disclosed before the carrier accepts it",
    patches: [
      {
        file: DEPARTING,
        from: "...(isOfConversation(kind) && { sentAt: at }),",
        to: "...(isOfConversation(kind) && { sentAt: at }),\n    ...(discloses && { disclosedAt: at }),",
      },
    ],
  },
  {
    name: "everybody is told every three hours",
    patches: [
      {
        file: DUE,
        from: "disclosureMinutes.verifiedAdult : disclosureMinutes.anybodyElse",
        to: "disclosureMinutes.verifiedAdult : disclosureMinutes.verifiedAdult",
      },
    ],
  },
  {
    name: "a moment is not claimed",
    patches: [
      { file: CONTACT, from: "from === undefined ? {} : momentIs(from)", to: "from === null ? momentIs(from) : {}" },
    ],
  },
  {
    name: "a text does not move the moment on",
    patches: [{ file: DEPARTING, from: "return to ? { momentAt:", to: "return to && !from ? { momentAt:" }],
  },
  {
    name: "who was asked goes on being answered",
    patches: [
      {
        file: CONSENT,
        from: 'const TALKING: readonly ConsentState[] = ["ACTIVE"];',
        to: 'const TALKING: readonly ConsentState[] = ["ACTIVE", "SUSPENDED"];',
      },
    ],
  },
  {
    name: "a revocation in plain words is talk",
    patches: [
      {
        file: WISH,
        from: 'if (score >= REVOKE) return { word: "STOP",',
        to: 'if (score >= 9) return { word: "STOP",',
      },
    ],
  },
  {
    name: "each doubt is asked about anew",
    patches: [
      {
        file: CONSENT,
        from: "return wasAsked(consent) ? {} : { change, asks: true };",
        to: "return { change, asks: true };",
      },
    ],
  },
  {
    name: "the silence after the question is no answer",
    patches: [
      {
        file: CONSENT,
        from: "if (endsAt === undefined || at < endsAt) return undefined;",
        to: "if (endsAt || at) return undefined;",
      },
    ],
  },
  {
    name: "a silenced number is not suppressed",
    patches: [
      {
        file: CONSENT_WRITES,
        from: "...(suppression ? [suppressing(ledgerTable, member, suppression, at)] : []),",
        to: "...(suppression && !member ? [suppressing(ledgerTable, member, suppression, at)] : []),",
      },
    ],
  },
  {
    name: "the provider is not spared in an outage",
    patches: [
      {
        file: PROVIDER_GUARD,
        from: "this.#earn(again ? 0 : 1);",
        to: "this.#earn(again ? 0 : 1);\n    if (timeoutMs > 0) return { at: this.#now(), isProbe: false };",
      },
    ],
  },
];
