import { pathToFileURL } from "node:url";
import type { Plugin } from "vite";

/** Puts what a module exports, all of it JSON values, in the module's place: what it takes to make them stays out. */
export function evaluated(file: string): Plugin {
  return {
    name: "evaluated",
    async load(id) {
      if (id !== file.replaceAll("\\", "/")) return undefined;
      const exported: Record<string, unknown> = await import(pathToFileURL(file).href);
      return Object.entries(exported)
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
        .join("");
    },
  };
}
