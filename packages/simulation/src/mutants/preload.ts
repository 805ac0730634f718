/** Loaded before everything else in a process that runs a mutant: changes its files' text as Node reads them. */
import { registerHooks } from "node:module";
import { MUTANTS } from "./catalogue.ts";
import { patched, urlOf } from "./mutant.ts";

const mutant = MUTANTS.find(({ name }) => name === process.env.SIMULATION_MUTANT);
if (!mutant) throw new Error("SIMULATION_MUTANT names no mutant");
const { patches } = mutant;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    let source: string | undefined;
    for (const patch of patches) {
      if (urlOf(patch) === url) source = patched(source ?? String(loaded.source), patch);
    }
    return source === undefined ? loaded : { ...loaded, source };
  },
});
