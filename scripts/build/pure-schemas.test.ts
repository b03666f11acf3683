import { parseAst } from "vite";
import { expect, it } from "vitest";
import { withPureCalls } from "./pure-schemas.ts";

const marked = (code: string): string =>
  withPureCalls(code, parseAst(code)).replaceAll("/* @__PURE__ */", "~");

it("marks what makes schemas, wherever they are given to others", () => {
  expect(marked('export const Id = z.string().min(1).regex(/^[a-z]$/, "Say: No.way");')).toBe(
    'export const Id = ~ z.string().min(1).regex(/^[a-z]$/, "Say: No.way");',
  );
  expect(marked("const Of = z.object({ id: Id.optional(), all: z.array(z.enum(KINDS)) });")).toBe(
    "const Of = ~ z.object({ id: ~ Id.optional(), all: ~ z.array(~ z.enum(KINDS)) });",
  );
  expect(marked("export const contract = { one: oc.input(Of).output(eventIterator(Of)) };")).toBe(
    "export const contract = { one: ~ oc.input(Of).output(~ eventIterator(Of)) };",
  );
});

it("leaves alone what is done later, and what is no schema's", () => {
  const later = "function check(value) { Of.parse(value); }\nconst checked = (value) => Of.parse(value);";
  expect(marked(later)).toBe(later);
  const other = "const all = Object.freeze(names.map(String)); start();";
  expect(marked(other)).toBe(other);
});
