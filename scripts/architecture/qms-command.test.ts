import { resolve } from "node:path";
import { expect, it } from "vitest";
import { readModuleGraph } from "./module-graph.ts";

it("the qms command is made of nothing that starts slowly", async () => {
  const { edges } = await readModuleGraph(resolve(import.meta.dirname, "../.."));
  const reached = new Set(["electron/cli/qms/main.ts"]);
  // What is added to a set while it is gone through is gone through as well.
  for (const module of reached) {
    for (const { from, target } of edges)
      if (from === module && target.kind === "module") reached.add(target.path);
  }
  const packages = edges.flatMap(({ from, target }) =>
    reached.has(from) && target.kind === "package" ? [target.name] : [],
  );
  expect([...new Set(packages)].filter((name) => name !== "js-yaml")).toEqual([]);
});
