import { parseSync, Visitor, type Node } from "oxc-parser";

/** One place where a module names another. */
export interface Import {
  /** What stands between the quotes; absent where it is computed. */
  readonly specifier: string | undefined;
  readonly line: number;
}

/** Every import of a source text: static, type-only, re-exported, dynamic, `import()` types, and `require`. */
export function importsOf(file: string, text: string): readonly Import[] {
  const { program, errors } = parseSync(file, text);
  const [error] = errors;
  if (error) throw new Error(`${file} cannot be parsed: ${error.message}`);
  const found: Import[] = [];
  const add = (source: Node | null): void => {
    if (source)
      found.push({ specifier: literalText(source), line: text.slice(0, source.start).split("\n").length });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source),
    ExportNamedDeclaration: (node) => add(node.source),
    ExportAllDeclaration: (node) => add(node.source),
    ImportExpression: (node) => add(node.source),
    TSImportType: (node) => add(node.source),
    TSExternalModuleReference: (node) => add(node.expression),
    CallExpression: (node) => {
      if (node.callee.type === "Identifier" && node.callee.name === "require") add(node.arguments[0] ?? null);
    },
  }).visit(program);
  return found;
}

function literalText(node: Node): string | undefined {
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}
