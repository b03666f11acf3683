import { expect, test } from "vitest";
import { documentView } from "../../../../shared/contract/document-view.test-support.ts";
import { createdId, creatableTypes, createRequest, parentsFor, problemsOf } from "./create-form.ts";

const byId = new Map(
  [
    documentView({ id: "CR-001", status: "IN_EXECUTION" }),
    documentView({ id: "CR-002", status: "CLOSED" }),
    documentView({ id: "SOP-001", type: "SOP" }),
    documentView({ id: "SDLC-APP-RS", type: "APP-RS" }),
  ].map((document) => [document.id, document]),
);
const form = { type: "CR", title: "A title", parent: "", name: "" };

test("offers the types of the procedure and of the project's own namespaces", () => {
  expect(creatableTypes(byId)).toEqual(expect.arrayContaining(["CR", "SOP", "VR", "APP-RS"]));
});

test("offers parents of the right type and status only", () => {
  expect(parentsFor("CR", byId)).toBeUndefined();
  expect(parentsFor("VR", byId)?.map(({ id }) => id)).toEqual(["CR-001"]);
  expect(parentsFor("ADD", byId)?.map(({ id }) => id)).toEqual(["CR-002"]);
});

test("says what is missing", () => {
  expect(problemsOf(form, byId)).toEqual({});
  expect(Object.keys(problemsOf({ ...form, title: " " }, byId))).toEqual(["title"]);
  expect(Object.keys(problemsOf({ ...form, type: "TP" }, byId))).toEqual(["parent"]);
  expect(Object.keys(problemsOf({ ...form, type: "TEMPLATE", name: "a b" }, byId))).toEqual(["name"]);
});

test("asks for what the type takes, and finds the id in the answer", () => {
  expect(createRequest({ ...form, parent: "CR-001" }, false)).toEqual({
    kind: "create",
    type: "CR",
    title: "A title",
  });
  expect(createRequest({ ...form, type: "TP", parent: "CR-001" }, true)).toMatchObject({ parent: "CR-001" });
  expect(createdId("Created: CR-006 (v0.1, DRAFT)")).toBe("CR-006");
  expect(createdId("Nothing")).toBeUndefined();
});
