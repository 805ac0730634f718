import { type Assessment, needsReplyAtOnce } from "../crisis/index.ts";
import { latePattern } from "../kernel/index.ts";

/** A dose as it is taken every day. The crisis check hears pills, and is right to; these few words are nothing else. */
const DOSE =
  /^(?:take|tomar(?:me)?) (?:my|the|mi|mis|la|el|las|los)? ?(?:(?:morning|evening|daily|night|birth control|blood pressure|allergy|heart|iron|vitamin) pills?|pills?|meds?|medication|medicine|vitamins?|antibiotics?|inhaler|insulin|birth control|medicina|medicamento|medicaci\u00F3n|pastilla|vitaminas?|antibi\u00F3tico|insulina)(?: (?:with (?:food|water|breakfast|lunch|dinner)|con (?:comida|agua|el desayuno|la cena)))?$/i;

/** Cut, and nobody is hurt: "I want to cut" is heard in all of these. */
const HARMLESS_CUT =
  /^(?:cut|cortar(?:me)?) (?:the|my|our|el|la|las|los) (?:grass|lawn|hedges?|cake|(?:toe)?nails|hair|bread|pasto|c\u00E9sped|pastel|u\u00F1as|pelo|pan)$/i;

/** What people harm themselves or others with. To fetch it is half a plan, whatever the check makes of an errand. */
const MEANS = latePattern(
  "\\b(?:guns?|pistols?|rifles?|shotguns?|ammo|ammunition|bullets?|razors?|blades?|kni(?:fe|ves)|noose|rope|bleach|box ?cutters?|pistolas?|armas?|rifles?|escopetas?|balas|cuchill[ao]s?|navajas?|sogas?|cuerdas?|cloro)\\b",
);
/** To eat nothing: said of oneself in four words, too few for the check to hear. */
const NO_FOOD = latePattern(
  "\\b(?:not|no|stop|without|dejar de|sin) (?:to )?(?:eat|eating|comer)(?: (?:at all|anything|nothing|food|today|tonight|tomorrow|again|nada|hoy|ma\u00F1ana|m\u00E1s))*$",
);

/** Evidence of the weights alone, which hear something in many a harmless chore. */
const BY_WEIGHTS_ALONE = "words";
/** From here on even they are right more often than not, of chores. */
const MOST_OF_WEIGHTS = 0.4;

/**
 * fit: it may be said to somebody later, when nobody knows how they are by then; doubtful: it may, once a second look has
 * found nothing in it; unfit: it may not, and is worth that look. What is unfit may be grave: said plainly, as a plan, it is.
 */
export type Fitness =
  | { readonly kind: "fit" | "doubtful" }
  | {
      readonly kind: "unfit";
      /** What the check makes of the plan that it is, where that needs help at once. */
      readonly plan?: Assessment | undefined;
    };

/**
 * Judges what somebody asks to be reminded of. As a request it is clear to the check, which waits for what somebody wants or
 * means to do: it is read by itself, and as that.
 * @param heardInText what spoke for the verdict on the whole text, where there is one.
 */
export async function fitnessOf(
  about: string,
  language: "en" | "es",
  assess: (words: string) => Promise<Assessment>,
  heardInText: readonly string[] = [],
): Promise<Fitness> {
  if (about === "" || DOSE.test(about) || HARMLESS_CUT.test(about)) return { kind: "fit" };
  const deed = about.replace(/^(?:not|never|no) (?:to )?/i, "");
  const [bare, plan, wish] = await Promise.all(
    (language === "es"
      ? [about, `voy a ${deed}`, `quiero ${deed}`]
      : [about, `I'm going to ${deed}`, `I want to ${deed}`]
    ).map(assess),
  );
  if (!bare || !plan || !wish) return { kind: "unfit" };
  const plain = about.toLowerCase();
  const hasMeans = MEANS.test(plain);
  if (needsReplyAtOnce(plan) && (plan.evidence.some(isRule) || hasMeans)) return { kind: "unfit", plan };
  if (heardInText.some(isRule) || bare.verdict !== "clear" || NO_FOOD.test(plain)) return { kind: "unfit" };
  const heard = [plan, wish].filter(({ verdict }) => verdict !== "clear");
  if (heard.some((one) => !isByWeightsAlone(one) || hasMeans)) return { kind: "unfit" };
  return { kind: heard.length > 0 || hasMeans ? "doubtful" : "fit" };
}

function isByWeightsAlone({ verdict, score, evidence }: Assessment): boolean {
  return verdict === "watch" && score < MOST_OF_WEIGHTS && !evidence.some(isRule);
}

function isRule(code: string): boolean {
  return code !== BY_WEIGHTS_ALONE && !code.startsWith("second-look.");
}
