import { entitledIf, type Selling } from "@jules/core/billing";
import * as z from "zod/mini";

/** Whether this stage sells plans; where it does not, everybody may use everything. */
export const sellingEnvironment = { SELLS: z.enum(["yes", "no"]) };

export function createSelling({ SELLS }: { readonly SELLS: "yes" | "no" }): Selling {
  const sells = SELLS === "yes";
  return { sells, entitled: entitledIf(sells) };
}
