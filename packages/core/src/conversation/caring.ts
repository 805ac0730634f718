import { keywordOf } from "../consent/index.ts";
import {
  type Assessment,
  agreed,
  asGraveAs,
  asked,
  awaitsConsentToFollowUp,
  type CrisisCategory,
  type CrisisTier,
  crisisReply,
  declined,
  type Episode,
  graver,
  heard,
  isAtLeast,
  isOnlyDoubt,
  isQuestionDue,
  isWatchful,
  isYes,
  judged,
  lapsed,
  needsReplyAtOnce,
  opensHold,
  referral,
  referred,
  type SecondOpinion,
  safetyQuestion,
  stepFor,
  takesBack,
} from "../crisis/index.ts";
import { doubtedSince } from "../disclosure/index.ts";
import { Failure, type Instant, instantPlus, type TextId } from "../kernel/index.ts";
import type { EpisodeChange, Member } from "../member/index.ts";
import { noteIn } from "../memory/index.ts";
import type { PromptMode } from "../persona/index.ts";
import { limitsAt } from "../rules/index.ts";
import { type GateResult, sendFixed } from "./gate.ts";
import { occasion, outboundId } from "./outbound-id.ts";
import { spoken } from "./spoken.ts";
import type { Said } from "./store.ts";
import { CRISIS_REPLY_LIFETIME_MS } from "./take-in.ts";
import { hasTimeFor, SENDING_MS, type Working } from "./working.ts";

/** How grave what is to be answered is, by the texts and by the episode they stand in. */
export interface Tone {
  /** Of the texts alone. */
  readonly worst: CrisisTier;
  readonly mode: PromptMode;
  readonly language: Assessment["language"];
}

/** A second look may take this long, and the model its usual time after it. */
const LOOK_MS = 3_000;
const QUESTION_MS = 8_000;
/** So many texts are looked at in one go; the older ones of a flood are what the check made of them, or a concern. */
const MOST_LOOKS = 3;
/** The texts of the member that a second look is given, the one in question included. */
const LOOKED_AT_TEXTS = 6;
/** An episode that somebody keeps changing under our hands is read anew so often. */
const MOST_ROUNDS = 3;
const QUESTION_LIFETIME_MS = 60 * 60_000;

/** What a turn knows of its member's episode, kept up to date with what it writes. */
export class Care {
  readonly #working: Working;
  #member: Member;
  #episode: Episode;
  /** Texts as this turn has weighed them. */
  readonly #weighed = new Map<TextId, Said>();
  /** Those that this turn was the first to find grave. */
  readonly #raised = new Set<TextId>();
  /** What the check makes of notes by themselves, by the texts that they are in. */
  readonly #notes = new Map<TextId, Assessment>();
  #isDiscreet = false;

  /** The language in which the member wants to be spoken to, once it was read. */
  #language: Assessment["language"] | undefined;

  /** What the rules made of texts with what came with them, where that is graver. */
  readonly #heardIn = new Map<TextId, Assessment>();
  readonly #answered = new Set<TextId>();
  /** Fixed replies that a worker began and died over, by the texts they answer. */
  readonly #unsettled: ReadonlySet<TextId>;

  private constructor(working: Working, episode: Episode, unsettled: ReadonlySet<TextId>) {
    this.#working = working;
    this.#unsettled = unsettled;
    this.#member = working.lease.member;
    this.#episode = episode;
  }

  /**
   * @param unsettled texts whose fixed reply was begun, and of which nobody put down what became of it.
   * @throws Failure `key.unavailable`.
   */
  static async of(working: Working, unsettled: ReadonlySet<TextId>): Promise<Care> {
    const episode = await working.turn.members.episode(working.lease.member);
    if (episode.isUnreadable) working.turn.alerts.episodeUnreadable();
    return new Care(working, episode, unsettled);
  }

  get episode(): Episode {
    return lapsed(this.#episode, this.#working.turn.clock.now());
  }

  /** Whether there is no episode, nor was one lately; of one that cannot be read that is not known. Only then is a plan named. */
  get isOutOfEpisode(): boolean {
    return this.episode.state === "NONE" && !this.episode.isUnreadable;
  }

  /**
   * Reads what language the member wants to be spoken to in. Not while it is open whose number it is; what cannot be read
   * now is left out. In a crisis nothing waits for it.
   */
  async hearWishes(): Promise<void> {
    const { turn, lease } = this.#working;
    if (this.#doubtedSince()) return;
    try {
      this.speaks((await turn.profiles.of(lease.member.id)).preferences.language);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }

  /** The language is this one from now on, outside of a crisis; the one that the texts are written in, if undefined. */
  speaks(language: Assessment["language"] | undefined): void {
    this.#language = language;
  }

  /** Whether the log must not say whose turn it was. */
  get isDiscreet(): boolean {
    return this.#isDiscreet;
  }

  /** An episode that takes the place of the one this turn knows. */
  change(episode: Episode): EpisodeChange {
    return { episode, version: this.#member.sealedEpisode.version };
  }

  /**
   * Has the check read by themselves the notes that texts ask to be kept, and what they correct: words around a cry for help
   * can hide it from the check, and one that is kept as a note is answered as none.
   */
  async hearNotes(texts: readonly Said[]): Promise<void> {
    for (const { id, body } of texts) {
      const note = this.#notes.has(id) ? undefined : noteIn(body);
      if (note !== undefined) this.#notes.set(id, await this.#working.turn.assess(note));
    }
  }

  /** Whether nothing at all was heard in a text, nor in the note in it, at whatever look. */
  isClear(text: Said): boolean {
    const { assessment, isWeighed } = this.#weighed.get(text.id) ?? text;
    return !isWeighed && this.#withItsNote(text.id, assessment).verdict === "clear";
  }

  /**
   * Whether a note may be kept although the words around it were not clear: by itself it is, and the second look found
   * nothing in the whole. The rules take "recuerda que" before many a plain note for half a sign.
   */
  isCleared({ id }: Said): boolean {
    return this.#weighed.get(id)?.assessment.verdict === "clear" && this.#notes.get(id)?.verdict === "clear";
  }

  #withItsNote(id: TextId, assessment: Assessment): Assessment {
    const note = this.#notes.get(id);
    return note ? asGraveAs(assessment, note) : assessment;
  }

  /**
   * Looks a second time at what is not clear, and weighs it by what was said before. What proves to be grave is answered
   * with its fixed reply before anything else is said.
   * @param lately what the member said before these texts, oldest first.
   * @returns the texts with what was made of them.
   * @throws Failure as the gate does.
   */
  async weigh(texts: readonly Said[], lately: readonly string[]): Promise<readonly Said[]> {
    if (texts.some((text) => this.#isNews(text))) await this.#readAgain();
    await this.#hearWhatCame(texts);
    await this.hearNotes(texts);
    const doubtful = texts.filter(
      (text) =>
        !this.#weighed.has(text.id) && isDoubtful({ ...text, assessment: this.#withItsNote(text.id, text.assessment) }),
    );
    // What is found in one says nothing of another.
    const looks = doubtful.slice(-MOST_LOOKS).map((text) => this.#look(upTo(text, texts, lately)));
    const opinions = [...doubtful.slice(looks.length).map(() => undefined), ...(await Promise.all(looks))];
    for (const [index, text] of doubtful.entries()) await this.#weighOne(text, opinions[index]);
    // No look at the whole takes back what its note says plainly.
    for (const text of this.seen(texts)) {
      const { tier } = this.#withItsNote(text.id, text.assessment);
      if (isAtLeast(tier, "high") && tier !== text.assessment.tier) await this.#weighOne(text, undefined);
    }
    // A control word waits only for who is in danger.
    if (texts.some(({ body }) => keywordOf(body))) this.#isDiscreet = true;
    await this.#helpWhoIsOwed(texts);
    return this.seen(texts);
  }

  /**
   * Takes up what a text asks for and does not say of itself. A plan that is grave when it is said plainly is answered with
   * its help, as that would be; anything else is looked at a second time, unless the text was.
   * @param texts those of the turn, this one among them.
   * @param lately what the member said before them, oldest first.
   * @throws Failure as the gate does.
   */
  async suspect(
    text: Said,
    plan: Assessment | undefined,
    texts: readonly Said[],
    lately: readonly string[],
  ): Promise<void> {
    const { assessment } = text;
    const verdict = "watch";
    if (plan) {
      const raised: Assessment = { ...plan, tier: "none", verdict, language: assessment.language };
      await this.#weighOne({ ...text, assessment: raised, isWeighed: false }, plan);
      await this.weigh([text], lately);
    } else if (!text.isWeighed && !this.#weighed.has(text.id)) {
      const raised = { ...text, assessment: { ...assessment, verdict } } as const;
      const others = texts.map((other) => (other.id === text.id ? raised : other));
      await this.weigh(others, lately);
    }
  }

  /** The texts as this turn has weighed them, as far as it has. */
  seen(texts: readonly Said[]): readonly Said[] {
    return texts.map((text) => this.#weighed.get(text.id) ?? text);
  }

  toneOf(texts: readonly Said[]): Tone {
    const seen = this.seen(texts).map(({ assessment }) => assessment);
    const worst = seen.reduce<CrisisTier>((tier, assessment) => graver(tier, assessment.tier), "none");
    const underWay = this.#underWay();
    const grave = seen.filter(({ tier }) => tier !== "none");
    const language = seen.some((one) => one.language === "es") || underWay?.language === "es" ? "es" : "en";
    if (worst === "none" && !underWay) return { worst, mode: "chat", language: this.#language ?? language };
    const isOnlyOfThese = grave.length > 0 && this.#doubtedSince() !== undefined;
    const categories = new Set([
      ...(isOnlyOfThese ? [] : (underWay?.categories ?? [])),
      ...grave.flatMap((assessment) => assessment.categories),
    ]);
    const signals = new Set(grave.flatMap((assessment) => assessment.signals));
    const tier = underWay && !isOnlyOfThese ? graver(worst, underWay.peak) : worst;
    return { worst, language, mode: { crisis: { tier, categories: [...categories], signals: [...signals] } } };
  }

  /** What there is to ask about: what somebody heard in these texts, or a crisis under way is about. */
  dangersIn(texts: readonly Said[]): readonly CrisisCategory[] {
    const heard = this.seen(texts).filter(({ assessment }) => !isOnlyDoubt(assessment));
    return [...(this.#underWay()?.categories ?? []), ...heard.flatMap(({ assessment }) => assessment.categories)];
  }

  /** Whether these texts are the clear words, after the question, that end a hold. */
  isReleasedBy(texts: readonly Said[]): boolean {
    const episode = this.#underWay();
    return (
      episode !== undefined && texts.every((text) => text.assessment.verdict === "clear" && takesBack(episode, text))
    );
  }

  /** The first text after the offer of a check-in is the answer to it. */
  async answerOffer(texts: readonly Said[]): Promise<void> {
    const { turn, lease } = this.#working;
    const [last] = texts.slice(-1);
    const now = turn.clock.now();
    if (!last || !awaitsConsentToFollowUp(this.#episode, now)) return;
    const isConsent = isYes(last.body) && texts.every(({ assessment }) => assessment.verdict === "clear");
    const after = isConsent
      ? agreed(this.episode, last.from, lease.member.consent.version, now)
      : declined(this.episode);
    await turn.members.remember(lease.member.id, this.change(after));
    await this.#readAgain();
  }

  /** Asks a member in a hold whether they are safe, when it is time to. Whatever keeps it back, the next text brings up. */
  async askWhetherSafe(texts: readonly Said[], tone: Tone): Promise<void> {
    const { turn, lease } = this.#working;
    const [last] = texts.slice(-1);
    const now = turn.clock.now();
    if (!last || tone.worst !== "none" || !this.#underWay() || !isQuestionDue(this.episode, now)) return;
    if (!hasTimeFor(this.#working, SENDING_MS)) return;
    const question = safetyQuestion(tone.language, this.episode.categories);
    const counts = referral(now, last.from, this.episode.peak, question);
    const expiresAt = instantPlus(now, QUESTION_LIFETIME_MS);
    try {
      await sendFixed(
        turn,
        { member: lease.member },
        {
          id: outboundId(lease.member.id, "fixed", occasion("question", last.id)),
          content: {
            ...{ kind: "care", body: question.body, to: last.from, expiresAt, counts },
            ...{ language: tone.language, inCrisis: true },
          },
          remembers: this.change(asked(this.episode, now)),
        },
      );
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }

  /**
   * The crisis under way, if there is one. Of one that was over a silence in which the number may have gone to somebody
   * else nothing is shown, and what it was about plays no part, until they say that it is theirs.
   */
  #underWay(): Episode | undefined {
    const { episode } = this;
    const now = this.#working.turn.clock.now();
    if (!isWatchful(episode, now)) return undefined;
    const since = this.#doubtedSince();
    const { lastSignalAt } = episode;
    return since && (lastSignalAt === undefined || lastSignalAt < since) ? undefined : episode;
  }

  /** Since when the number may be somebody else's, in whose episode lies then what two people said. */
  #doubtedSince(): Instant | undefined {
    const now = this.#working.turn.clock.now();
    return doubtedSince(this.#working.lease.member, now, limitsAt(now));
  }

  /** Intake may have written a signal down since the member was read. */
  #isNews({ assessment, isWeighed, receivedAt }: Said): boolean {
    const { lastSignalAt } = this.#episode;
    return !isWeighed && assessment.tier !== "none" && (lastSignalAt === undefined || receivedAt > lastSignalAt);
  }

  /**
   * Of a text that a turn found grave, unless it had its own help: another text's may be for another danger. And of one
   * with a STOP behind it, by which its help may have been parked, whose member is back. Help that arrived is not sent again.
   */
  #isOwedHelp({ id, isWeighed, receivedAt }: Said): boolean {
    if (this.#answered.has(id)) return false;
    const { consent } = this.#working.lease.member;
    if (consent.changedAt > receivedAt && consent.changedBy !== id) return true;
    return this.#unsettled.has(id) || (isWeighed && !this.#episode.referredTo.includes(id));
  }

  async #readAgain(): Promise<void> {
    const { members } = this.#working.turn;
    const member = await members.byId(this.#member.id);
    if (!member) return;
    this.#episode = await members.episode(member);
    this.#member = member;
  }

  async #look(texts: readonly string[]): Promise<SecondOpinion | undefined> {
    const { secondLook, alerts } = this.#working.turn;
    if (!hasTimeFor(this.#working, LOOK_MS + QUESTION_MS + SENDING_MS)) return undefined;
    const opinion = await secondLook.look(texts, LOOK_MS);
    if (opinion) return opinion;
    this.#isDiscreet = true;
    alerts.secondLookFailed();
    return undefined;
  }

  /**
   * What came with a text no rule had read at intake. A text that came as a file is one all the same: who is in danger by the
   * rules is helped before anybody looks a second time.
   */
  async #hearWhatCame(texts: readonly Said[]): Promise<void> {
    const unheard = texts.filter(({ id, seen }) => seen && !this.#weighed.has(id) && !this.#heardIn.has(id));
    for (const text of unheard.filter(isDoubtful)) {
      const heardIn = await this.#assessWithWhatCame(text);
      if (!heardIn) continue;
      this.#heardIn.set(text.id, heardIn);
      if (needsReplyAtOnce(heardIn)) await this.#weighOne(text, undefined);
    }
    if (unheard.some(({ id }) => this.#weighed.has(id))) await this.#helpWhoIsOwed(texts);
  }

  async #assessWithWhatCame(text: Said): Promise<Assessment | undefined> {
    const { assess, alerts } = this.#working.turn;
    const { tier, evidence } = text.assessment;
    try {
      const found = await assess(spoken(text).body);
      if (isAtLeast(tier, found.tier)) return undefined;
      return { ...found, evidence: [...evidence, ...found.evidence] };
    } catch {
      // Nothing is known then, and half a sign it is already.
      alerts.checkFailed();
      return undefined;
    }
  }

  async #helpWhoIsOwed(texts: readonly Said[]): Promise<void> {
    for (const text of this.seen(texts)) {
      if (!isAtLeast(text.assessment.tier, "high")) continue;
      this.#isDiscreet = true;
      if (this.#isOwedHelp(text)) await this.#help(text);
    }
  }

  /** What is found is written down before anything follows from it: another turn would perhaps find something else. */
  async #weighOne(text: Said, opinion: SecondOpinion | undefined): Promise<void> {
    const { turn, lease } = this.#working;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const before = this.episode;
      const { version } = this.#member.sealedEpisode;
      const heardOf = this.#withItsNote(text.id, this.#heardIn.get(text.id) ?? text.assessment);
      const assessment = judged(heardOf, opinion, before, text.receivedAt);
      this.#raised.add(text.id);
      this.#weighed.set(text.id, { ...text, assessment, isWeighed: true });
      // Silence of a provider must not draw an episode out: it is told from danger by nothing that the member says.
      const isNew = assessment.tier !== "none" && assessment.tier !== text.assessment.tier && !isOnlyDoubt(assessment);
      const after = isNew ? heard(before, assessment, text.receivedAt) : before;
      const change = isNew ? this.change(after) : undefined;
      const isWritten = await turn.conversations.weigh(lease.member.id, text, assessment, change);
      if (isWritten && opensHold(before, after)) {
        this.#isDiscreet = true;
        turn.alerts.holdOpened();
      }
      if (isWritten && !isNew) return;
      await this.#readAgain();
      // Of a text that waits no longer there is nothing to write down: the gate will find that somebody was faster.
      if (isWritten || this.#member.sealedEpisode.version === version) return;
    }
    throw new Failure("consent.moved-on", "the member's episode kept changing");
  }

  /** The fixed reply to a text that proved to be grave only now; under the id that intake's would have. */
  async #help(text: Said): Promise<void> {
    const { turn, lease } = this.#working;
    const { assessment } = text;
    const { tier } = assessment;
    const { member } = lease;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const now = turn.clock.now();
      const reply = crisisReply(assessment, stepFor(text.id, this.episode, now));
      const counts = referral(now, text.from, tier, reply);
      const expiresAt = instantPlus(now, CRISIS_REPLY_LIFETIME_MS);
      const content = { kind: "crisis", body: reply.body, to: text.from, expiresAt, counts } as const;
      // Help does not wait for an episode that somebody keeps changing.
      const remembers = round < MOST_ROUNDS - 1 ? this.change(referred(this.episode, now, text.id)) : undefined;
      const id = outboundId(member.id, "fixed", text.id);
      let result: GateResult;
      try {
        result = taken(await sendFixed(turn, { member }, { id, content, remembers }));
      } catch (error) {
        turn.alerts.crisisFailed(error);
        throw error;
      }
      await this.#readAgain();
      if (result === "withheld" && this.#member.consent.version === member.consent.version) continue;
      if (result === "withheld") throw new Failure("consent.moved-on", "the consent changed during a crisis");
      this.#answered.add(text.id);
      turn.alerts.crisisAnswered(tier, result, this.#raised.has(text.id));
      return;
    }
    throw new Failure("consent.moved-on", "the member's episode kept changing");
  }
}

/** @throws Failure for help that the carrier has not: somebody must learn of it, and what is in doubt is sent once more. */
function taken(result: GateResult): GateResult {
  if (result === "doubtful") throw new Failure("carrier.in-doubt", "the carrier gave no answer");
  if (result === "refused") throw new Failure("carrier.refused-for-good", "the carrier will not take it as it is");
  return result;
}

/** What a second look is for: half a sign, or one that may be more. */
function isDoubtful({ assessment, isWeighed }: Said): boolean {
  return !isWeighed && (assessment.verdict === "watch" || assessment.tier === "concern");
}

function upTo(last: Said, texts: readonly Said[], lately: readonly string[]): readonly string[] {
  const bodies = texts.slice(0, texts.indexOf(last) + 1).map((text) => spoken(text).body);
  return [...lately, ...bodies].slice(-LOOKED_AT_TEXTS);
}
