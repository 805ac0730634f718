/** Where a person is reached. What a template or a reply of Jules may name stands here; nothing else may. */
export interface Resource {
  readonly code: string;
  readonly name: string;
  /** For whom, in words for the public page. */
  readonly helps: string;
  /** As one dials it: 988, 1-800-799-7233. */
  readonly call?: string;
  /** A word and the number that it is sent to; without a word any text will do. */
  readonly text?: { readonly word?: string; readonly to: string };
  /** In Spanish, where that is another key or another word. */
  readonly spanish?: { readonly press?: string; readonly word?: string };
  /** Full addresses. Another page of the same host may be named as well. */
  readonly links?: readonly string[];
  /** Said of a line only when its organisation says so. */
  readonly hours?: "24/7";
  /** The day of the latest look at it, YYYY-MM-DD. A row older than 60 days is to be looked at again. */
  readonly verifiedAt: string;
  /**
   * checked: at the organisation, or at an authority that names it, on that day. noted: several dated public notes
   * agree. unverified: from general knowledge; no template relies on it unless `reliedOnBecause` says why.
   */
  readonly standing: "checked" | "noted" | "unverified";
  readonly reliedOnBecause?: string;
  readonly note?: string;
}

/**
 * For the United States. Forbidden anywhere: the former third key of 988 and its word (ended on 17 July 2025) and the
 * former number of the National Eating Disorders Association (closed in 2023).
 */
export const RESOURCES: readonly Resource[] = [
  {
    code: "emergency",
    name: "Emergency services",
    helps: "Anybody whose life, or whose body, is in danger now.",
    call: "911",
    hours: "24/7",
    verifiedAt: "2026-11-23",
    standing: "noted",
    note: "A text to 911 arrives only where the local centre takes texts; no template says that it does.",
  },
  {
    code: "988",
    name: "988 Suicide & Crisis Lifeline",
    helps: "Anybody in a crisis, or worried about somebody who is.",
    call: "988",
    text: { to: "988" },
    spanish: { press: "2", word: "AYUDA" },
    links: ["https://988lifeline.org", "https://chat.988lifeline.org"],
    hours: "24/7",
    verifiedAt: "2026-09-14",
    standing: "checked",
    note: "Deaf and hard of hearing: videophone, or 711 and then 988. By phone in more than 240 languages.",
  },
  {
    code: "relay",
    name: "Telecommunications relay",
    helps: "Deaf and hard-of-hearing callers: 711, then 988.",
    call: "711",
    verifiedAt: "2026-09-14",
    standing: "checked",
  },
  {
    code: "veterans",
    name: "Veterans Crisis Line",
    helps: "Veterans, service members and those who care for them: 988, then press 1.",
    call: "988",
    text: { to: "838255" },
    hours: "24/7",
    verifiedAt: "2026-09-14",
    standing: "checked",
  },
  {
    code: "crisis-text-line",
    name: "Crisis Text Line",
    helps: "Anybody who would rather text.",
    text: { word: "HOME", to: "741741" },
    hours: "24/7",
    verifiedAt: "2026-11-23",
    standing: "noted",
    note: "In English. The Spanish word is a row of its own.",
  },
  {
    code: "crisis-text-line-spanish",
    name: "Crisis Text Line in Spanish",
    helps: "Anybody who would rather text in Spanish.",
    text: { word: "HOLA", to: "741741" },
    verifiedAt: "2026-11-23",
    standing: "unverified",
    note: "Announced in October 2021; not checked since. AYUDA to 988 is the checked way to text in Spanish.",
  },
  {
    code: "domestic-violence",
    name: "National Domestic Violence Hotline",
    helps: "Anybody who is hurt or controlled by a partner, who fears it for somebody else, or who hurts a partner.",
    call: "1-800-799-7233",
    text: { word: "START", to: "88788" },
    links: ["https://www.thehotline.org"],
    hours: "24/7",
    verifiedAt: "2026-09-14",
    standing: "checked",
  },
  {
    code: "domestic-violence-tty",
    name: "National Domestic Violence Hotline, TTY",
    helps: "Deaf and hard-of-hearing callers.",
    call: "1-800-787-3224",
    verifiedAt: "2026-09-14",
    standing: "checked",
  },
  {
    code: "love-is-respect",
    name: "love is respect",
    helps: "Teens and young adults, about dating.",
    call: "1-866-331-9474",
    text: { word: "LOVEIS", to: "22522" },
    verifiedAt: "2026-07-19",
    standing: "noted",
  },
  {
    code: "stronghearts",
    name: "StrongHearts Native Helpline",
    helps: "Native Americans and Alaska Natives, about violence at home, in dating or sexual.",
    call: "1-844-762-8483",
    verifiedAt: "2026-07-19",
    standing: "noted",
  },
  {
    code: "sexual-assault",
    name: "National Sexual Assault Hotline (RAINN)",
    helps: "Anybody who was sexually assaulted, and those who stand by them.",
    call: "1-800-656-4673",
    text: { word: "HOPE", to: "64673" },
    links: ["https://hotline.rainn.org"],
    verifiedAt: "2026-09-14",
    standing: "checked",
    note: "Through the Office for Victims of Crime of the U.S. Department of Justice.",
  },
  {
    code: "child-abuse",
    name: "Childhelp National Child Abuse Hotline",
    helps: "Children who are hurt, and anybody who worries about a child.",
    call: "1-800-422-4453",
    verifiedAt: "2026-11-23",
    standing: "noted",
    note: "That it takes texts is not checked; templates name the call.",
  },
  {
    code: "substance-use",
    name: "SAMHSA National Helpline",
    helps: "Anybody who looks for treatment of a mental or substance use disorder.",
    call: "1-800-662-4357",
    verifiedAt: "2026-11-23",
    standing: "noted",
  },
  {
    code: "lgbtq-youth",
    name: "The Trevor Project",
    helps: "LGBTQ+ young people.",
    call: "1-866-488-7386",
    text: { word: "START", to: "678-678" },
    verifiedAt: "2026-07-19",
    standing: "noted",
  },
  {
    code: "trans",
    name: "Trans Lifeline",
    helps: "Trans people, by trans people; no police without consent.",
    call: "1-877-565-8860",
    verifiedAt: "2026-07-19",
    standing: "noted",
    note: "Not around the clock; its hours are not checked, so a template may not name any.",
  },
  {
    code: "poison",
    name: "Poison Control",
    helps: "Anybody who swallowed, breathed in or touched what may be poisonous.",
    call: "1-800-222-1222",
    verifiedAt: "2026-11-23",
    standing: "unverified",
    reliedOnBecause: "No other line answers what to do about a poison; 911 stands before it in every template.",
    note: "The same number stands on the Poison Help page of the Health Resources and Services Administration.",
  },
  {
    code: "disaster-distress",
    name: "Disaster Distress Helpline",
    helps: "Anybody shaken by a disaster.",
    call: "1-800-985-5990",
    verifiedAt: "2026-09-14",
    standing: "checked",
  },
  {
    code: "eating-disorders",
    name: "ANAD eating disorders helpline",
    helps: "Anybody with an eating disorder, and their families.",
    call: "1-888-375-7767",
    verifiedAt: "2026-11-23",
    standing: "unverified",
    note: "Templates name 988 and Crisis Text Line, which are better known to be there.",
  },
  {
    code: "oregon-youth",
    name: "YouthLine (Oregon)",
    helps: "Young people, from young people.",
    call: "1-877-968-8491",
    text: { word: "teen2teen", to: "839863" },
    verifiedAt: "2026-11-23",
    standing: "unverified",
  },
  {
    code: "eldercare",
    name: "Eldercare Locator",
    helps: "Older adults who are hurt or neglected, and those who worry about one: help nearby.",
    call: "1-800-677-1116",
    verifiedAt: "2026-11-23",
    standing: "noted",
  },
  {
    code: "local-help",
    name: "211",
    helps: "Anybody who needs a place to stay, food or other help nearby.",
    call: "211",
    verifiedAt: "2026-11-23",
    standing: "noted",
  },
];
