import { existsSync } from "node:fs";
import { glob, readFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { dirname, join, posix, sep } from "node:path";
import { importsOf } from "./imports-of.ts";

/** What an import leads to. */
export type Target =
  | { readonly kind: "module"; readonly path: string }
  | { readonly kind: "package"; readonly name: string }
  | { readonly kind: "node"; readonly name: string }
  | { readonly kind: "computed" };

export interface Edge {
  readonly from: string;
  readonly line: number;
  readonly target: Target;
}

export interface ModuleGraph {
  /** Paths from the root, with slashes. */
  readonly modules: readonly string[];
  readonly edges: readonly Edge[];
}

const SOURCES = "{shared,electron,renderer,e2e,bench,scripts,assets}/**/*.{ts,tsx,mts,cts,js,mjs,cjs}";
const NOT_OURS = ["assets/sample/**", "**/node_modules/**"];

/** Reads all source files below a root and what they import. */
export async function readModuleGraph(root: string): Promise<ModuleGraph> {
  const modules: string[] = [];
  for await (const file of glob(SOURCES, { cwd: root, exclude: NOT_OURS }))
    modules.push(file.replaceAll(sep, "/"));
  modules.sort();
  const edges = await Promise.all(modules.map((module) => edgesOf(root, module)));
  return { modules, edges: edges.flat() };
}

async function edgesOf(root: string, from: string): Promise<readonly Edge[]> {
  const text = await readFile(join(root, from), "utf8");
  return importsOf(from, text).map(({ specifier, line }) => ({
    from,
    line,
    target: targetOf(root, from, specifier),
  }));
}

function targetOf(root: string, from: string, specifier: string | undefined): Target {
  if (specifier === undefined) return { kind: "computed" };
  if (specifier.startsWith(".")) return { kind: "module", path: resolveModule(root, from, specifier) };
  const name = packageOf(specifier);
  if (specifier.startsWith("node:")) return { kind: "node", name: specifier.slice("node:".length) };
  return builtinModules.includes(name) ? { kind: "node", name: specifier } : { kind: "package", name };
}

/** Imports name their file with its ending; a `.js` may stand for a `.ts`, and `?worker` and the like are the bundler's. */
function resolveModule(root: string, from: string, specifier: string): string {
  const path = posix.join(dirname(from), specifier.replace(/\?.*$/, ""));
  const written = path.replace(/\.([mc]?)js$/, ".$1ts");
  return existsSync(join(root, path)) ? path : existsSync(join(root, written)) ? written : path;
}

function packageOf(specifier: string): string {
  const [scope = "", name = ""] = specifier.split("/");
  return scope.startsWith("@") ? `${scope}/${name}` : scope;
}
