import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { Failure, type Instant, type MemberId } from "@jules/core/kernel";
import { NO_MEMORY } from "@jules/core/memory";
import { NO_PREFERENCES } from "@jules/core/preferences";
import { NO_PROFILE, type Profile, type ProfileStore } from "@jules/core/profile";
import * as z from "zod/mini";
import type { Keyring, MemberCipher } from "../kms/index.ts";
import { type Backoff, type Documents, settled } from "./documents.ts";
import { placeOf, profileKey, SCHEMA_VERSION } from "./items.ts";
import { memoryIn, preferencesIn, sealedMemory, sealedPreferences } from "./profile-item.ts";
import { EXISTS, memberElement, transact } from "./transactions.ts";

const bytes = z.instanceof(Uint8Array);

const ProfileItem = z.object({ preferences: bytes, memory: bytes, version: z.number() });

/** Others who write a profile do it once in minutes: more than this is a mistake of ours. */
const MOST_TRIES = 6;

/** What is kept of each member beside their conversation: one item, two sealed attributes, written by its version. */
export function createProfileStore(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly keyring: Pick<Keyring, "cipher">;
  readonly backoff?: Backoff;
}): ProfileStore {
  const { membersTable: TableName, keyring } = settings;
  const documents = settled(settings.documents, settings.backoff);

  async function read(id: MemberId): Promise<{ readonly profile: Profile; readonly version: number }> {
    const { Item: item } = await documents.send(
      new GetCommand({ TableName, Key: profileKey(id), ConsistentRead: true }),
    );
    // Of whom nothing is kept, no key is asked for.
    if (!item) return { profile: NO_PROFILE, version: 0 };
    const { preferences, memory, version } = ProfileItem.parse(item);
    const cipher = await keyring.cipher(id);
    const place = (field: string) => placeOf(profileKey(id), field);
    return {
      profile: {
        preferences: orElse(NO_PREFERENCES, () => preferencesIn(cipher.open(preferences, place("preferences")))),
        memory: orElse(NO_MEMORY, () => memoryIn(cipher.open(memory, place("memory")))),
      },
      version,
    };
  }

  /** @returns what stood in its way: nothing, another version, or that the member is gone. */
  async function write(
    id: MemberId,
    profile: Profile,
    cipher: MemberCipher,
    before: number,
    at: Instant,
  ): Promise<"written" | "moved-on" | "gone"> {
    const key = profileKey(id);
    const seal = (field: keyof Profile, json: string) => cipher.seal(json, placeOf(key, field));
    const item = {
      ...key,
      v: SCHEMA_VERSION,
      version: before + 1,
      changedAt: at,
      preferences: seal("preferences", sealedPreferences(profile.preferences)),
      memory: seal("memory", sealedMemory(profile.memory)),
    };
    const asRead =
      before === 0
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : { ConditionExpression: "version = :before", ExpressionAttributeValues: { ":before": before } };
    const put = { Put: { TableName, Item: item, ...asRead } };
    const refused = await transact(documents, [memberElement(TableName, id, EXISTS), put]);
    if (!refused) return "written";
    return refused[0] ? "gone" : "moved-on";
  }

  return {
    of: async (id) => (await read(id)).profile,

    async change(id, change, at) {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const { profile, version } = await read(id);
        const changed = change(profile);
        if (!changed) return profile;
        const written = await write(id, changed, await keyring.cipher(id), version, at);
        if (written === "written") return changed;
        if (written === "gone") return NO_PROFILE;
      }
      throw new Failure("profile.busy", "others kept writing the profile");
    },
  };
}

/** What opens no longer, or is not what we wrote, is as if it were not there: nobody waits for it. */
function orElse<T>(none: T, open: () => T): T {
  try {
    return open();
  } catch {
    return none;
  }
}
