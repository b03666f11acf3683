import { expect, test } from "vitest";
import { documentIdsIn, linkDocuments } from "./document-links.ts";

const known = new Set(["CR-001", "CR-001-TP-002", "SOP-001", "SDLC-QMS-RS"]);
const idsIn = (text: string) => documentIdsIn(text, (id) => known.has(id)).map(({ id }) => id);

test("finds ids of documents that there are, whole ones only", () => {
  expect(idsIn("See CR-001 and CR-001-TP-002, then (SOP-001).")).toEqual([
    "CR-001",
    "CR-001-TP-002",
    "SOP-001",
  ]);
  expect(idsIn("SDLC-QMS-RS")).toEqual(["SDLC-QMS-RS"]);
  expect(idsIn("CR-009, XCR-001, CR-0011, QMS/CR/CR-001/CR-001.md")).toEqual([]);
});

test("leaves code blocks and links alone", () => {
  const text = (value: string) => ({ type: "text", value });
  const tree = {
    type: "root",
    children: [
      { type: "element", tagName: "pre", children: [text("CR-001")] },
      { type: "element", tagName: "a", children: [text("CR-001")] },
      { type: "element", tagName: "p", children: [text("of CR-001.")] },
    ],
  };
  linkDocuments((id) => known.has(id))()(tree);
  expect(tree.children.map(({ children }) => children.length)).toEqual([1, 1, 3]);
  expect(tree.children[2]?.children[1]).toMatchObject({
    tagName: "a",
    properties: { dataDocument: "CR-001" },
  });
});
