export { CONTACT_CARD_PATH, contactCard, contactCardText, contactCardUrl } from "./card.ts";
export { asksForContactCard } from "./request.ts";
