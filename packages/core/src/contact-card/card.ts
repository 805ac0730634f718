import type { FixedText, Language } from "../disclosure/index.ts";
import type { PhoneNumber } from "../kernel/index.ts";

/** Where the public API serves the card. */
export const CONTACT_CARD_PATH = "/contact.vcf";

/** The address of the card with one of our numbers on it; there is no secret in it. */
export function contactCardUrl(publicUrl: string, ownNumber: PhoneNumber): string {
  return `${publicUrl.replace(/\/+$/, "")}${CONTACT_CARD_PATH}?number=${encodeURIComponent(ownNumber)}`;
}

/**
 * Jules as a contact: vCard 3.0 (RFC 2426), which every phone reads. It says what Jules is, so that nobody finds a person's
 * name among their contacts and wonders who that was.
 */
export function contactCard(ownNumber: PhoneNumber): string {
  const lines = [
    "BEGIN:VCARD",
    "VERSION:3.0",
    "N:;Jules;;;",
    "FN:Jules",
    `TEL;TYPE=CELL:${ownNumber}`,
    "NOTE:Jules is an AI companion\\, not a human. In crisis: call or text 988. Emergency: 911.",
    "END:VCARD",
  ];
  return `${lines.join("\r\n")}\r\n`;
}

/** Goes with the card, and says enough where no picture message arrives and it is all there is. */
const WORDS: Readonly<Record<Language, string>> = {
  en: "Here I am, so my name shows up when I text. If no card opens, just save this number as Jules.",
  es: "Aquí estoy, para que veas mi nombre cuando te escriba. Si no se abre una tarjeta, guarda este número como Jules.",
};

export function contactCardText(language: Language): FixedText {
  return { code: `contact-card-${language}`, version: 1, body: WORDS[language] };
}
