import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  type Assessment,
  CRISIS_TEMPLATES,
  type CrisisTemplate,
  careLine,
  caseOf,
  crisisReply,
  followUpText,
  PROTOCOL_VERSION,
  RESOURCES,
  releasedText,
  safetyQuestion,
  softCheckIn,
  stayingText,
} from "./index.ts";

function assessment(about: Partial<Assessment>): Assessment {
  return {
    ...{ tier: "high", verdict: "act", categories: ["suicide"], signals: [], score: 1, evidence: [], language: "en" },
    ...about,
  };
}

const named = (name: string, template: CrisisTemplate) => [`${name} ${template.code}`, template] as const;
const ALL = CRISIS_TEMPLATES.map((template) => named("", template));
const REFERRALS = ALL.filter(
  ([, { step, case: name }]) => step === 1 || step === 2 || /^(?:care-line|\w+-check-in|staying)$/.test(name),
);
const STEPS = ALL.filter(([, { step }]) => step !== undefined);

describe("which help is named", () => {
  test.each<[Partial<Assessment>, string]>([
    [{}, "suicide-high"],
    [{ tier: "imminent" }, "suicide-imminent"],
    [{ categories: ["suicide", "abuse"], signals: ["partner"] }, "suicide-high"],
    [{ categories: ["suicide", "self-harm", "violence"], tier: "imminent" }, "suicide-imminent"],
    [{ signals: ["overdose"], tier: "imminent" }, "overdose"],
    [{ categories: ["self-harm"], signals: ["overdose"] }, "overdose"],
    [{ categories: [], signals: ["overdose"] }, "overdose"],
    [{ signals: ["overdose", "someone-else"] }, "overdose-someone-else"],
    [{ categories: ["self-harm"] }, "self-harm"],
    [{ categories: ["self-harm"], signals: ["eating-disorder"] }, "eating-disorder"],
    [{ categories: [], signals: ["eating-disorder"] }, "eating-disorder"],
    [{ signals: ["eating-disorder"] }, "suicide-high"],
    [{ categories: ["violence"] }, "violence"],
    [{ categories: ["violence"], tier: "imminent" }, "violence-imminent"],
    [{ categories: ["violence", "abuse"], signals: ["child"] }, "violent-home"],
    [{ categories: ["abuse"], signals: ["partner"] }, "partner"],
    [{ categories: ["abuse"] }, "abuse"],
    [{ categories: ["abuse"], signals: ["partner"], tier: "imminent" }, "abuse-imminent"],
    [{ categories: ["abuse"], signals: ["child"] }, "child"],
    [{ categories: ["abuse"], signals: ["child", "sexual-assault"] }, "child"],
    [{ categories: ["abuse"], signals: ["sexual-assault", "partner"] }, "sexual-assault"],
    [{ signals: ["someone-else"] }, "someone-else"],
    [{ signals: ["someone-else"], tier: "imminent" }, "someone-else-imminent"],
    [{ categories: ["suicide", "abuse"], signals: ["someone-else", "child"] }, "someone-else"],
    [{ categories: ["violence"], signals: ["someone-else"] }, "violence-someone-else"],
    [{ categories: ["abuse"], signals: ["someone-else"] }, "abuse-someone-else"],
    [{ categories: ["abuse"], signals: ["someone-else", "child"] }, "child-someone-else"],
    [{ categories: [] }, "suicide-high"],
  ])("%j: %s", (about, name) => {
    expect(caseOf(assessment(about))).toBe(name);
    expect(crisisReply(assessment(about), 1).code).toBe(`crisis.${name}.1.en`);
    expect(crisisReply(assessment({ ...about, language: "es" }), 1).code).toBe(`crisis.${name}.1.es`);
  });

  test.each<[string, Partial<Assessment>, RegExp]>([
    ["a partner's violence", { categories: ["abuse"], signals: ["partner"] }, /1-800-799-7233/],
    ["a child", { categories: ["abuse"], signals: ["child"] }, /1-800-422-4453/],
    ["a child of somebody else", { categories: ["abuse"], signals: ["child", "someone-else"] }, /1-800-422-4453/],
    ["a sexual assault", { categories: ["abuse"], signals: ["sexual-assault"] }, /1-800-656-4673/],
    ["an older adult", { categories: ["abuse"] }, /1-800-677-1116/],
    ["a poison", { signals: ["overdose"] }, /call 911 now.*1-800-222-1222/],
  ])("%s has a line of its own", (_name, about, line) => {
    expect(crisisReply(assessment(about), 1).body).toMatch(line);
  });

  test.each(["partner", "abuse", "child", "sexual-assault"] as const)("%s asks whether it is safe to text", (name) => {
    const bodies = CRISIS_TEMPLATES.filter((template) => template.case === name).map(({ body }) => body);
    expect(bodies).toEqual([
      expect.stringContaining("Is it safe to text about this? If not, just delete it."),
      expect.stringContaining("¿Es seguro escribir sobre esto? Si no, bórralo."),
    ]);
  });
});

describe("a danger that is first spoken of at any step", () => {
  const HOTLINE = /1-800-799-7233|START to 88788|www\.thehotline\.org/;
  const CHILDHELP = /1-800-422-4453/;
  const RAINN = /1-800-656-4673|hotline\.rainn\.org/;
  const POISON = /1-800-222-1222/;
  const BODY = /faint|desmayas/;

  const dangers: [Partial<Assessment>, readonly RegExp[]][] = [
    [{ categories: ["abuse"], signals: ["partner"] }, [HOTLINE]],
    [{ categories: ["abuse"] }, [HOTLINE]],
    [{ categories: ["abuse"], tier: "imminent" }, [HOTLINE]],
    [{ categories: ["abuse"], tier: "imminent", signals: ["partner", "lgbtq"] }, [HOTLINE]],
    [{ categories: ["abuse", "violence"] }, [HOTLINE, CHILDHELP]],
    [{ categories: ["abuse"], signals: ["someone-else"] }, [HOTLINE, /1-800-677-1116/]],
    [{ categories: ["abuse"], signals: ["child"] }, [CHILDHELP]],
    [{ categories: ["abuse"], signals: ["child", "sexual-assault"] }, [CHILDHELP]],
    [{ categories: ["abuse"], signals: ["child", "someone-else"] }, [CHILDHELP]],
    [{ categories: ["abuse"], signals: ["sexual-assault"] }, [RAINN]],
    [{ categories: ["abuse"], signals: ["sexual-assault", "partner"] }, [RAINN]],
    [{ signals: ["overdose"] }, [POISON]],
    [{ signals: ["overdose"], tier: "imminent" }, [POISON]],
    [{ signals: ["overdose", "veteran"] }, [POISON]],
    [{ signals: ["overdose", "someone-else"] }, [POISON]],
    [{ categories: ["self-harm"], signals: ["eating-disorder"] }, [BODY]],
    [{ categories: ["self-harm"], signals: ["eating-disorder", "lgbtq"] }, [BODY]],
    [{ categories: ["violence"] }, []],
    [{ categories: ["violence"], tier: "imminent" }, []],
    [{ categories: ["violence"], signals: ["someone-else"] }, []],
    [{ signals: ["someone-else"] }, []],
    [{ signals: ["someone-else"], tier: "imminent" }, []],
    [{ categories: ["self-harm"] }, []],
    [{}, []],
    [{ tier: "imminent" }, []],
  ];

  const at = ([about, lines]: (typeof dangers)[number]) =>
    [1, 2, 3].flatMap((step) => (["en", "es"] as const).map((language) => [about, step, language, lines] as const));

  test.each(dangers.flatMap(at))("%j at step %i in %s gets its line, 988 and 911", (about, step, language, lines) => {
    const { body } = crisisReply(assessment({ ...about, language }), step);
    for (const line of [...lines, /\b988\b/, /\b911\b/]) expect(body).toMatch(line);
  });

  test.each([
    { categories: ["abuse"] },
    { categories: ["violence"] },
    { signals: ["someone-else"] },
    { signals: ["overdose"] },
    { signals: ["overdose", "someone-else"] },
  ] as const)("%j names 911 early at every step when it is under way", (about) => {
    for (const language of ["en", "es"] as const) {
      for (const step of [1, 2, 3]) {
        const { body } = crisisReply(assessment({ ...about, language, tier: "imminent" }), step);
        expect(body.indexOf("911")).toBeLessThan(150);
      }
    }
  });
});

describe("the next step", () => {
  const cases = [{}, { tier: "imminent" }, { categories: ["violence"] }, { categories: ["abuse"] }] as const;

  test.each(cases)("is another one each time: %j", (about) => {
    const codes = [1, 2, 3, 4, 5, 6, 7].map((step) => crisisReply(assessment(about), step).code);
    expect(new Set(codes.slice(0, 3)).size).toBe(3);
    expect(codes.slice(3)).toEqual([codes[1], codes[2], codes[1], codes[2]]);
  });

  test("never repeats the text before it, whatever is spoken of in between", () => {
    const abouts: Partial<Assessment>[] = [
      {},
      { signals: ["veteran"] },
      { signals: ["lgbtq", "veteran"] },
      { categories: ["self-harm"] },
      { categories: ["abuse"], signals: ["child"] },
      { tier: "imminent" },
    ];
    for (let step = 1; step < 12; step++) {
      for (const one of abouts) {
        for (const other of abouts) {
          const before = crisisReply(assessment(one), step).body;
          expect(crisisReply(assessment(other), step + 1).body).not.toBe(before);
        }
      }
    }
  });

  test("is another channel, then a person nearby", () => {
    expect(crisisReply(assessment({}), 2).body).toMatch(/HOME to 741741.*I'm an AI and can't call anyone for you/);
    expect(crisisReply(assessment({}), 3).body).toMatch(/^Who could be with you now/);
  });

  test.each<[readonly Assessment["signals"][number][], readonly string[]]>([
    [["veteran"], ["838255", "741741", "838255"]],
    [["lgbtq"], ["1-866-488-7386", "741741", "1-866-488-7386"]],
    [
      ["lgbtq", "veteran"],
      ["838255", "1-866-488-7386", "741741"],
    ],
  ])("for %j brings their own line", (signals, lines) => {
    const bodies = [2, 4, 6].map((step) => crisisReply(assessment({ signals }), step).body);
    expect(bodies).toEqual(lines.map((line) => expect.stringContaining(line)));
  });

  test("of an imminent danger is an emergency room before a special line", () => {
    const about = assessment({ tier: "imminent", signals: ["veteran"] });
    expect(crisisReply(about, 2).body).toContain("emergency room");
    expect(crisisReply(about, 4).body).toContain("838255");
  });

  test("tells nobody's orientation to who hurts them", () => {
    const about = assessment({ categories: ["abuse"], signals: ["lgbtq", "partner"] });
    expect([2, 4, 6].map((step) => crisisReply(about, step).body).join()).not.toMatch(/Trevor|Trans/);
  });
});

describe("every template", () => {
  test("has a code of its own, and both languages", () => {
    const codes = CRISIS_TEMPLATES.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => code.endsWith(".en")).length).toBe(codes.length / 2);
    expect(new Set(CRISIS_TEMPLATES.map(({ body }) => body)).size).toBe(codes.length);
  });

  test.each(ALL)("%s keeps to its segments", (_name, { body, language }) => {
    if (language === "en") expect(septetsOf(body)).toBeLessThanOrEqual(2 * 153);
    else expect(body.length).toBeLessThanOrEqual(4 * 67);
  });

  test.each(ALL)("%s has no emoji and no typographic marks", (_name, { body }) => {
    expect(body).toMatch(/^[\x20-\x7E¡¿ÁÉÍÓÚÑáéíóúüñ]+$/);
  });

  test.each(REFERRALS)("%s names 988 by call, by text and by link, and 911", (_name, { body, language }) => {
    if (language === "en") {
      expect(body).toMatch(/call or text 988/i);
    } else {
      expect(body).toMatch(/llam(?:a|en) al 988 y opri(?:me|man) 2/i);
      expect(body).toMatch(/mand(?:a|en) AYUDA (?:por texto )?al 988/i);
    }
    expect(body).toContain("https://988lifeline.org");
    expect(body).toContain("911");
  });

  test.each(STEPS)("%s names 988 and 911", (_name, { body }) => {
    expect(body).toMatch(/\b988\b/);
    expect(body).toMatch(/\b911\b/);
  });

  test.each(ALL)("%s keeps to safe words", (_name, { body }) => {
    expect(body).not.toMatch(/press 3|oprime 3|PRIDE|1-800-931-2237|931-2237/i);
    expect(body).not.toMatch(/commit|failed attempt|successful|comet|intento fallido/i);
    expect(body).not.toMatch(
      /promise|guarantee|always be here|never leave|will be (?:ok|okay|fine|alright)|get better/i,
    );
    expect(body).not.toMatch(/promet|garantiz|siempre (?:voy|estar)|todo (?:va a|estar)/i);
    expect(body).not.toMatch(/secret|confidential|confidencial/i);
    expect(body).not.toMatch(
      /\b(?:pills?|guns?|knife|knives|rope|noose|blades?|razor|bridge|overdos\w*|cutting|hang(?:ing)?|jump|bleed|starv\w*|purg\w*)\b/i,
    );
    expect(body).not.toMatch(
      /\b(?:pastillas?|pistola|arma|cuchillo|soga|puente|sobredosis|cortar\w*|ahorcar\w*|saltar)\b/i,
    );
    expect(body).not.toMatch(/confront him|confront her|counseling together|don't you|you wouldn't|you aren't/i);
  });

  test.each(ALL)("%s names no contact that is not on the list", (_name, { body }) => {
    for (const contact of contactsOf(body)) expect(CONTACTS).toContain(contact);
  });

  test("relies on no unverified line without a reason", () => {
    const unverified = RESOURCES.filter(
      ({ standing, reliedOnBecause }) => standing === "unverified" && !reliedOnBecause,
    );
    for (const { call, text } of unverified) {
      for (const { body } of CRISIS_TEMPLATES) {
        if (call) expect(body).not.toContain(call);
        if (text?.word) expect(body).not.toContain(`${text.word} to ${text.to}`);
        if (text?.word) expect(body).not.toContain(`${text.word} al ${text.to}`);
      }
    }
  });

  // By names that say nothing, since a list of what was told is what the phone must not show.
  test.each(ALL.filter(([, { case: name }]) => READ_ALONG.has(name)))(
    "%s is safe when somebody else reads it",
    (_name, { body }) => {
      expect(body).not.toMatch(
        /abus|violen|hotline for|husband|wife|partner|boyfriend|girlfriend|hits|hurt you|leave him|leave her/i,
      );
      expect(body).not.toMatch(/maltrat|esposo|marido|pareja|novi[oa]|golpe/i);
      expect(body).not.toMatch(/assault|rape|childhelp|the child|thoughts|suicid|kill|ending your life/i);
      expect(body).not.toMatch(/agresi|viola|el niño|pensamientos|quitarte/i);
      // A lock screen shows the beginning.
      expect(body.slice(0, 60)).not.toMatch(/told me|believe|fault|decírmelo|contármelo|creo|culpa/i);
    },
  );

  test("of a Spanish text keeps its accents", () => {
    for (const { body } of CRISIS_TEMPLATES) {
      expect(body).not.toMatch(
        /\b(?:aqui|tambien|linea|telefono|decirmelo|contarmelo|estas a salvo|nino|medico|mas|quien)\b/i,
      );
    }
  });

  test("changes with its version only", () => {
    const digest = createHash("sha256")
      .update(JSON.stringify([CRISIS_TEMPLATES, RESOURCES]))
      .digest("hex")
      .slice(0, 16);
    // Whoever changes a word or a row raises its version and PROTOCOL_VERSION, and writes both here.
    expect([PROTOCOL_VERSION, digest]).toEqual([3, "3f8ed40f02671e91"]);
  });
});

describe("the list of resources", () => {
  test.each(RESOURCES.map((resource) => [resource.code, resource] as const))("%s", (_code, resource) => {
    expect(resource.verifiedAt).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(new Date(resource.verifiedAt).toISOString().slice(0, 10)).toBe(resource.verifiedAt);
    expect(resource.call ?? resource.text ?? resource.links).toBeDefined();
    expect(JSON.stringify(resource)).not.toMatch(/press 3|"3"|PRIDE|1-800-931-2237/i);
    if (resource.call) expect(resource.call).toMatch(/^(?:\d11|988|1-8\d\d-\d{3}-\d{4})$/);
    for (const link of resource.links ?? []) expect(new URL(link).protocol).toBe("https:");
  });

  test("has every code once", () => {
    expect(new Set(RESOURCES.map(({ code }) => code)).size).toBe(RESOURCES.length);
  });

  test("claims no hours for Trans Lifeline", () => {
    expect(RESOURCES.find(({ code }) => code === "trans")?.hours).toBeUndefined();
    for (const { body } of CRISIS_TEMPLATES) expect(body).not.toMatch(/Trans Lifeline[^.]*24\/7/);
  });
});

describe("around a crisis", () => {
  test.each<[Assessment["categories"], RegExp, RegExp]>([
    [["suicide"], /thoughts of ending your life/, /quitarte la vida/],
    [["self-harm"], /thoughts of ending your life/, /quitarte la vida/],
    [["suicide", "violence"], /thoughts of ending your life/, /quitarte la vida/],
    [["violence"], /^I'm here.*How are things with you/, /^Aquí estoy.*¿Cómo estás/],
    [[], /^I'm here.*How are things with you/, /^Aquí estoy.*¿Cómo estás/],
    [["abuse"], /good time to text.*1-800-799-7233/, /buen momento.*1-800-799-7233/],
    [["suicide", "abuse"], /good time to text.*1-800-799-7233/, /buen momento.*1-800-799-7233/],
    [["abuse", "violence"], /good time to text.*1-800-799-7233/, /buen momento.*1-800-799-7233/],
  ])("the check-in about %j asks one thing that fits", (categories, english, spanish) => {
    expect(softCheckIn("en", categories).body).toMatch(english);
    expect(softCheckIn("es", categories).body).toMatch(spanish);
    for (const language of ["en", "es"] as const)
      expect(softCheckIn(language, categories).body.match(/\?/g)).toHaveLength(1);
  });

  test.each<[Assessment["categories"], RegExp]>([
    [["suicide"], /are the thoughts, still there/],
    [["self-harm"], /are the thoughts, still there/],
    [[], /are the thoughts, still there/],
    [["abuse"], /only if it's a good time to text: is everyone safe now, you too, or not yet/],
    [["violence"], /only if it's a good time to text: is everyone safe now, you too, or not yet/],
    [["suicide", "abuse"], /only if it's a good time to text: is everyone safe now, you too, or not yet/],
  ])("the question after a hold about %j", (categories, words) => {
    expect(safetyQuestion("en", categories).body).toMatch(words);
    expect(safetyQuestion("es", categories).body.match(/\?/g)).toHaveLength(1);
  });

  test("the care line is one line", () => {
    expect(careLine("en").body.length).toBeLessThanOrEqual(110);
    expect(careLine("es").body.length).toBeLessThanOrEqual(2 * 67);
  });

  test.each(["en", "es"] as const)("the follow-up says nothing of why: %s", (language) => {
    expect(followUpText(language).body).not.toMatch(
      /988|911|crisis|safe|salvo|suicid|danger|peligro|worr|preocup|check/i,
    );
  });

  test.each(["en", "es"] as const)("each has a code that tells its language: %s", (language) => {
    const texts = [
      ...[careLine, stayingText, releasedText, followUpText].map((of) => of(language)),
      ...[[], ["suicide"], ["abuse"]].flatMap((categories) =>
        [softCheckIn, safetyQuestion].map((of) => of(language, categories as Assessment["categories"])),
      ),
    ];
    for (const text of texts) {
      expect(CRISIS_TEMPLATES).toContainEqual(expect.objectContaining({ ...text }));
      expect(text.code).toMatch(new RegExp(`^crisis\\.[a-z-]+\\.${language}$`));
    }
  });

  test("the offer asks for the word that is understood as yes", () => {
    expect(releasedText("en").body).toContain("Reply YES");
    expect(releasedText("es").body).toContain("Responde SÍ");
  });
});

/** Texts to somebody whose phone may be read by who does the harm. */
const READ_ALONG: ReadonlySet<string> = new Set([
  ...["partner", "abuse", "abuse-imminent", "child", "sexual-assault"],
  ...["private-channel", "young-channel", "emergency-quiet", "private-chat"],
  ...["safe-plan", "other-people", "safe-grown-up", "with-you"],
  ...["quiet-check-in", "gentle-check-in", "safety-question-quiet", "staying", "care-line"],
]);

/** GSM 03.38: what is not in its basic table takes two septets, or makes the whole text UCS-2. */
function septetsOf(body: string): number {
  expect(body).toMatch(/^[A-Za-z0-9 \n@!"#$%&'()*+,\-./:;<=>?_¡¿ÄÖÑÜäöñüàèéìòù]*$/);
  return body.length;
}

const CONTACTS = RESOURCES.flatMap(({ call, text, links, spanish }) => [
  ...(call ? [call] : []),
  ...(text ? [text.to, ...(text.word ? [`${text.word} ${text.to}`] : [])] : []),
  ...(spanish?.word && text ? [`${spanish.word} ${text.to}`] : []),
  ...(links ?? []).map((link) => new URL(link).host),
]);

/** Everything in a text that one could dial, write to or open. */
function contactsOf(body: string): string[] {
  return [
    ...(body.match(/\b1-8\d\d-\d{3}-\d{4}\b/g) ?? []),
    ...(body.match(/(?<![\d-])\d{3}(?:-\d{3})?(?![\d-])|(?<![\d-])\d{5,6}(?![\d-])/g) ?? []),
    ...Array.from(
      body.matchAll(/\b([A-Z]{4,}) (?:por texto )?(?:to|al) (\d[\d-]*\d)/g),
      ([, word, to]) => `${word} ${to}`,
    ),
    ...Array.from(body.matchAll(/(?:https:\/\/)?((?:[a-z0-9-]+\.)+(?:org|com|net))/g), ([, host]) => host ?? ""),
  ];
}
