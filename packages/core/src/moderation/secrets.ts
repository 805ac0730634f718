import { latePattern } from "../kernel/index.ts";

/** What a key, a token or a way into a system looks like, whoever made it. */
const SECRET = latePattern(
  [
    String.raw`\b(?:sk|pk|rk|ghp|gho|ghs|xox[abpors]|glpat|hf)[-_][A-Za-z0-9_-]{10}|\bgithub_pat_\w{10}|\bwhsec_\w{10}`,
    String.raw`\b(?:AKIA|ASIA|AROA)[A-Z0-9]{12}|\bAIza[A-Za-z0-9_-]{20}`,
    String.raw`\b[Bb]earer\s+[A-Za-z0-9._~+/-]{12}`,
    String.raw`\beyJ[A-Za-z0-9_-]{8,}\.|-----\s?BEGIN|\bssh-(?:rsa|ed25519)\s`,
    String.raw`\b[a-z]{2,12}:\/\/[^\s:@/]{1,40}:[^\s@/]{1,60}@`,
    String.raw`\b[A-Z][A-Z0-9]{2,20}_(?:KEY|TOKEN|SECRET|PASSWORD|ID)\b\s{0,2}[=:]`,
    String.raw`\b(?:[Pp]ass(?:word|wd|code)?|[Aa]pi[_ -]?[Kk]ey|[Tt]oken)\s?[:=]\s?\S{5}`,
    String.raw`\b(?:bc1|0x)[a-z0-9]{20}`,
  ].join("|"),
);

/** Every secret has one of these; most texts have none, and then no pattern has to be compiled. */
const SECRET_HINT = /[-_:=]|AKIA|ASIA|AROA|AIza|earer|eyJ|bc1|0x/;

export function hasSecret(body: string): boolean {
  return SECRET_HINT.test(body) && SECRET.test(body);
}

/** The id of a member, however it is written: nobody is ever told one. */
const MEMBER_ID = latePattern(String.raw`m[\s_.-]{0,3}(?:[0-9a-f][\s_.-]{0,2}){31}[0-9a-f]|m_[0-9a-f]{8}`);

/** @param folded lower case. */
export function hasMemberId(folded: string): boolean {
  return MEMBER_ID.test(folded);
}

/** How the member's data is fenced in a prompt, and how prompts name who speaks. */
const FENCE = latePattern(
  String.raw`<\/?\s?(?:[a-z]+[-_ ])?(?:notes?|data|memory|memories|profile|facts?|summary|system|user|assistant|human|instructions?|prompt|context|crisis|messages?|tool\w{0,12}|picture|image|attachment|preferences)\b[^<>]{0,80}>|\[\/?(?:[a-z]+[-_ ])?(?:notes?|data|inst|sys|system|memory|profile|prompt|instructions?|admin|dev)\]|<\|[a-z_]{2,20}\|>|<<\/?sys>>|"role"\s?:\s?"|^(?:system|assistant|human|user|sistema|asistente)\s?:`,
);
/** The prompt speaks to Jules; a text of Jules does not. */
const ADDRESSED = latePattern(
  String.raw`\b(?:you are|youre|you're|eres|tu es|vous etes|du bist|voce e|tu sei|jij bent) jules\b|\b(?:my|the|these|here are|mis|estas|las) (?:\w+ )?(?:system prompt|system message|prompt|instructions|instrucciones|directives) (?:is|are|says?|reads?|begins?|tells?|sets?|son|dicen?|es|gives?)\b|\b(?:my|mis) (?:\w+ )?(?:instructions|prompt|instrucciones)\s?:|\bmy rules (?:say|tell)|\b(?:my|mis|mes) (?:rules|reglas|consignes)\s?:|\bmes consignes\b|\bthe page (?:i was|that was) given|^instructions\s?:|\bsystem prompt\s?[:=]`,
);

const MENTIONED = /jules|prompt|instruc|directives|system message|my rules|reglas|consignes|the page/;

/** @param folded lower case. */
export function hasPromptMarks(folded: string): boolean {
  // Most texts have nothing of it, and then no pattern has to be compiled.
  const mayHaveFence = /[<[|{]|^\w{4,9}\s?:|"role/.test(folded);
  return (mayHaveFence && FENCE.test(folded)) || (MENTIONED.test(folded) && ADDRESSED.test(folded));
}
