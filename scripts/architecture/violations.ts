import { findCycles } from "./find-cycles.ts";
import { isTest, LAYERS, WORKSHOPS, type Layer } from "./layers.ts";
import type { Edge, ModuleGraph } from "./module-graph.ts";

/** What in the graph breaks the rules, each as a sentence that names the place. */
export function violations(graph: ModuleGraph): readonly string[] {
  return [
    ...graph.modules
      .filter((path) => !isInWorkshop(path) && layerOf(path) === undefined)
      .map((path) => `${path}: this folder is no layer.`),
    ...graph.edges.flatMap((edge) => {
      const reason = isTest(edge.from) || isInWorkshop(edge.from) ? undefined : whyForbidden(edge);
      return reason === undefined ? [] : [`${edge.from}:${edge.line}: ${reason}`];
    }),
    ...findCycles(graph).map((cycle) => `${cycle.join(" → ")}: a circle of imports.`),
  ];
}

function whyForbidden({ from, target }: Edge): string | undefined {
  const layer = layerOf(from);
  if (!layer) return undefined;
  switch (target.kind) {
    case "computed":
      return layer.usesNode ? undefined : `${layer.folder} imports a module whose name is computed.`;
    case "node":
      return layer.usesNode
        ? undefined
        : `${layer.folder} does not run on Node and may not import node:${target.name}.`;
    case "package":
      return allowsPackage(layer, target.name)
        ? undefined
        : `${layer.folder} may not import the package ${target.name}.`;
    case "module":
      return whyForbiddenModule(layer, from, target.path);
  }
}

function whyForbiddenModule(layer: Layer, from: string, path: string): string | undefined {
  if (isTest(path)) return `${path} is for tests only.`;
  if (isInside(path, layer.folder)) return whyForbiddenFeature(from, path);
  return layer.layers.some((folder) => isInside(path, folder))
    ? undefined
    : `${layer.folder} may not import ${path}.`;
}

/** A folder below renderer/features is opened by its own files, and where the window is put together. */
function whyForbiddenFeature(from: string, path: string): string | undefined {
  const [own, other] = [featureOf(from), featureOf(path)];
  if (other === undefined || own === other) return undefined;
  if (own !== undefined) return `The feature ${own} may not import ${path}.`;
  const isPart = ["ui", "theme", "connection", "actions", "places"].some((folder) =>
    isInside(from, `renderer/${folder}`),
  );
  return isPart ? `${from} serves all features and may not import ${path}.` : undefined;
}

function featureOf(path: string): string | undefined {
  return /^renderer\/features\/([^/]+)\//.exec(path)?.[1];
}

function allowsPackage({ packages }: Layer, name: string): boolean {
  return packages.some((allowed) =>
    allowed.endsWith("*") ? name.startsWith(allowed.slice(0, -1)) : name === allowed,
  );
}

function layerOf(path: string): Layer | undefined {
  return LAYERS.find(({ folder }) => isInside(path, folder));
}

function isInWorkshop(path: string): boolean {
  return WORKSHOPS.some((folder) => isInside(path, folder));
}

function isInside(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
