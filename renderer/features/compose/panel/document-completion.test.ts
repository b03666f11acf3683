import { expect, it } from "vitest";
import { documentCompletion } from "./document-completion.ts";

const DOCUMENTS = ["CR-057", "CR-056", "CR-056-VR-001", "SOP-001"];
const complete = (text: string, caret = text.length) => documentCompletion(text, caret, DOCUMENTS);

it("offers the documents whose id begins with what stands before the caret", () => {
  expect(complete("See CR")).toEqual({ from: 4, ids: ["CR-056", "CR-056-VR-001", "CR-057"] });
  expect(complete("see sop-")?.ids).toEqual(["SOP-001"]);
  expect(complete("CR-05 and more", 5)).toEqual({ from: 0, ids: ["CR-056", "CR-056-VR-001", "CR-057"] });
});

it("offers nothing for common words, within a word, and for an id that is whole", () => {
  expect(complete("the cr")).toBeUndefined();
  expect(complete("xCR-0")).toBeUndefined();
  expect(complete("CR-057")).toBeUndefined();
  expect(complete("CR-9")).toBeUndefined();
});
