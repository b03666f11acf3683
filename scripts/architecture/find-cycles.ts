import type { ModuleGraph } from "./module-graph.ts";

/** The circles of imports, each from one of its modules back to the same; one for each import that closes a circle. */
export function findCycles({ modules, edges }: ModuleGraph): readonly (readonly string[])[] {
  const importsByModule = new Map<string, string[]>(modules.map((module) => [module, []]));
  for (const { from, target } of edges)
    if (target.kind === "module") importsByModule.get(from)?.push(target.path);

  const cycles: string[][] = [];
  const isDone = new Set<string>();
  const path: string[] = [];
  const visit = (module: string): void => {
    if (isDone.has(module)) return;
    const start = path.indexOf(module);
    if (start !== -1) {
      cycles.push([...path.slice(start), module]);
      return;
    }
    path.push(module);
    for (const next of importsByModule.get(module) ?? []) visit(next);
    path.pop();
    isDone.add(module);
  };
  for (const module of modules) visit(module);
  return cycles;
}
