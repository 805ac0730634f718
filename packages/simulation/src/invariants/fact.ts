import type { CrisisTier, EpisodeState } from "@jules/core/crisis";
import type { MemberId, OutboundId, PhoneNumber, TextId } from "@jules/core/kernel";
import type { PersonText } from "../people/index.ts";

/** An item of the members' table as it was committed. */
export type StoredItem = Readonly<Record<string, unknown>>;

/** What is sealed in a member's item, or in that of a text, as far as it matters here. */
export interface Opened {
  /** Of a member. */
  readonly state?: EpisodeState;
  readonly since?: string;
  readonly lastSignalAt?: string;
  /** Of a text. */
  readonly assessment?: { readonly tier: CrisisTier };
}

/** Something that happened, as an onlooker sees it who sees everything. */
export type Fact =
  /** The webhook has taken a text; again each time the carrier brings it. */
  | { readonly kind: "arrived"; readonly text: PersonText }
  /** An item was written; those of one transaction follow each other, and each knows the others as they are after it. */
  | {
      readonly kind: "committed";
      readonly before: StoredItem | undefined;
      readonly after: StoredItem | undefined;
      readonly along?: readonly StoredItem[];
      /** What the transaction wrote about the number being left alone. */
      readonly suppression?: string;
      /** The transaction counted a referral. */
      readonly counts?: boolean;
      readonly opened?: Opened;
    }
  /** An invocation stood still, or its keys failed. */
  | { readonly kind: "hindered"; readonly by: string }
  /** The queue has deleted the record of a text: intake is done with it. */
  | { readonly kind: "acknowledged"; readonly text: TextId }
  /** A doorbell is in the queue. */
  | { readonly kind: "rung"; readonly member: MemberId }
  /** The language model is asked: the serial numbers in the last message, and in all of them. */
  | { readonly kind: "asked"; readonly by: string; readonly last: readonly number[]; readonly all: readonly number[] }
  /** A text is handed to the carrier, by an invocation. */
  | {
      readonly kind: "posting";
      readonly id: OutboundId;
      readonly to: PhoneNumber;
      readonly body: string;
      readonly by: string;
    }
  /** The carrier has refused a text for good. */
  | { readonly kind: "refused"; readonly id: OutboundId }
  /** The carrier has accepted a text. */
  | { readonly kind: "accepted"; readonly id: OutboundId; readonly carrierId: string; readonly body: string }
  /** An accepted text did not arrive, and the carrier says so. */
  | { readonly kind: "undelivered"; readonly id: OutboundId; readonly carrierId: string }
  /** The person has their carrier block us. */
  | { readonly kind: "blocked"; readonly number: PhoneNumber }
  /** The provider of the language model goes out, or comes back. */
  | { readonly kind: "model-out"; readonly isOver: boolean }
  /** Enough time has passed since the last fault: everything must be finished. */
  | { readonly kind: "calmed" }
  /** Nothing more will happen. */
  | { readonly kind: "ended" };

export type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { readonly kind: Kind }>;
