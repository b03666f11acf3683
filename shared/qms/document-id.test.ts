import { describe, expect, it } from "vitest";
import { BUILT_IN_NAMESPACES } from "./document-type.ts";
import { isDocumentId, parentOf, topOf, typeNameOf, typeOf } from "./document-id.ts";
import { archivedOf, auditOf, draftOf, effectiveOf, metaOf } from "./document-path.ts";

describe("a document's id", () => {
  it.each([
    ["SOP-001", "SOP"],
    ["SOP-1000", "SOP"],
    ["CR-042", "CR"],
    ["INV-007", "INV"],
    ["TEMPLATE-CR", "TEMPLATE"],
    ["CR-001-TP-001", "TP"],
    ["CR-001-TP-001-ER-002", "ER"],
    ["CR-001-VAR-001", "VAR"],
    ["CR-091-ADD-001", "ADD"],
    ["CR-091-ADD-001-VAR-001", "VAR"],
    ["CR-091-ADD-001-VR-001", "VR"],
    ["INV-003-VAR-002", "VAR"],
    ["SDLC-QMS-RS", "QMS-RS"],
    ["SDLC-FLOW-RTM", "FLOW-RTM"],
  ])("%s is that of a %s", (id, type) => {
    expect(typeNameOf(id)).toBe(type);
    expect(typeOf(id, BUILT_IN_NAMESPACES)?.name).toBe(type);
  });

  it.each([
    "",
    "VAR-001",
    "CR-1",
    "cr-001",
    "CR-001/../../x",
    "../CR-001",
    "CR-001\0",
    "CR-001\n",
    "-CR-001",
    ".CR-001",
    "SOP-001-VAR-001",
    "CR-001-XX-001",
    "TEMPLATE-",
    "TEMPLATE-../X",
    "SDLC-qms-RS",
    "SDLC-A-B-RS",
    `CR-001${"-VAR-001".repeat(40)}`,
    `SOP-${"1".repeat(100)}`,
  ])("%j is none", (id) => {
    expect(isDocumentId(id)).toBe(false);
    expect(typeOf(id, BUILT_IN_NAMESPACES)).toBeUndefined();
  });

  it("of a specification needs its namespace", () => {
    expect(typeOf("SDLC-ACME-RS", BUILT_IN_NAMESPACES)).toBeUndefined();
    const withAcme = new Map([...BUILT_IN_NAMESPACES, ["ACME", "SDLC-ACME"] as const]);
    expect(typeOf("SDLC-ACME-RS", withAcme)?.name).toBe("ACME-RS");
  });

  it("names its parent and its family", () => {
    expect(parentOf("CR-091-ADD-001-VAR-001")).toBe("CR-091-ADD-001");
    expect(parentOf("CR-091-ADD-001")).toBe("CR-091");
    expect(parentOf("CR-091")).toBeUndefined();
    expect(topOf("INV-003-VAR-002-VR-001")).toBe("INV-003");
    expect(topOf("SOP-001")).toBeUndefined();
  });

  it("says where all parts of the document lie", () => {
    expect(draftOf("CR-028-VAR-001")).toBe("QMS/CR/CR-028/CR-028-VAR-001-draft.md");
    expect(effectiveOf("SOP-001")).toBe("QMS/SOP/SOP-001.md");
    expect(archivedOf("SDLC-QMS-RS", "3.0")).toBe("QMS/.archive/SDLC-QMS/SDLC-QMS-RS-v3.0.md");
    expect(archivedOf("CR-028-VAR-001", "1.0")).toBe("QMS/.archive/CR/CR-028/CR-028-VAR-001-v1.0.md");
    expect(metaOf("CR-001-TP-001-ER-001")).toBe("QMS/.meta/ER/CR-001-TP-001-ER-001.json");
    expect(auditOf("SDLC-QMS-RTM")).toBe("QMS/.audit/QMS-RTM/SDLC-QMS-RTM.jsonl");
    expect(draftOf("TEMPLATE-CR")).toBe("QMS/TEMPLATE/TEMPLATE-CR-draft.md");
  });
});
