import type { Plugin } from "vite";

/** What schemas and contracts are made with: making one does nothing but that. */
const MAKERS = /from ["'](?:zod|@orpc\/contract)["']/;
const SHARED = /[\\/]shared[\\/].*\.ts$/;
const PURE = "/* @__PURE__ */ ";

interface SyntaxNode {
  readonly type: string;
  readonly start: number;
}

/**
 * Leaves out the schemas that a bundle does not use. A bundler keeps every call whose result nobody uses, since it might do
 * something, and all that it is given; the window would make hundreds of schemas before it is drawn, and check with few.
 */
export function pureSchemas(): Plugin {
  return {
    name: "pure-schemas",
    apply: "build",
    transform(code, id) {
      if (!SHARED.test(id) || !MAKERS.test(code)) return undefined;
      return { code: withPureCalls(code, this.parse(code)), map: null };
    },
  };
}

/** The code with a mark at each call by which a schema or a contract is made as the module is read. */
export function withPureCalls(code: string, program: object): string {
  const starts = new Set<number>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    // What a function does may count, such as to refuse what does not fit.
    if (!isNode(value) || /Function/.test(value.type)) return;
    if (value.type === "CallExpression" && isMaker(rootOf(value))) starts.add(value.start);
    Object.values(value).forEach(visit);
  };
  visit(program);
  return [...starts]
    .toSorted((one, other) => other - one)
    .reduce((marked, at) => marked.slice(0, at) + PURE + marked.slice(at), code);
}

function isNode(value: unknown): value is SyntaxNode & Record<string, unknown> {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** What a chain of calls begins with. */
function rootOf(node: unknown): string {
  if (!isNode(node)) return "";
  if (node.type === "Identifier") return String(node["name"]);
  return rootOf(node.type === "CallExpression" ? node["callee"] : node["object"]);
}

/** The libraries' own names, and those of schemas, which alone begin with a capital. */
function isMaker(name: string): boolean {
  return (
    name === "z" ||
    name === "oc" ||
    name === "eventIterator" ||
    (/^[A-Z]/.test(name) && !(name in globalThis))
  );
}
