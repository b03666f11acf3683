import { describe, expect, it } from "vitest";
import { readDocument } from "./frontmatter.ts";
import { newDocument } from "./new-document.ts";

const RULE = "=".repeat(78);
const TEMPLATE = `---
title: Change record template
revision_summary: First
---

<!--
${RULE}
TEMPLATE DOCUMENT NOTICE
${RULE}
This is the template itself.
${RULE}
-->

---
title: '{{TITLE}}'
revision_summary: Initial draft
---

<!--
${RULE}
TEMPLATE USAGE GUIDE
${RULE}
Delete what does not apply.
${RULE}
-->

# CR-XXX: {{TITLE}}

| Item | Done |
|---|---|
| CR-XXX-VAR-XXX | {{VAR_ID}} |

---

## 2. Scope
`;

describe("a new document", () => {
  it("is its template's example with the title and the id filled in", () => {
    const text = newDocument({ type: "CR", id: "CR-007", title: "Tides: a table", template: TEMPLATE });
    const document = readDocument(text);
    expect(document.title).toBe("Tides: a table");
    expect(document.revisionSummary).toBe("Initial draft");
    expect(document.body).toContain(
      "# CR-007: Tides: a table\n\n| Item | Done |\n|---|---|\n| CR-007-VAR-XXX | {{VAR_ID}} |",
    );
    expect(document.body).toContain("TEMPLATE USAGE GUIDE");
    expect(text).not.toContain("NOTICE");
    expect(text.endsWith("\n---\n\n## 2. Scope\n")).toBe(true);
  });

  it("drops the template's notice also where it stands in the body, and nothing else", () => {
    const notice = `<!--\n${RULE}\nTEMPLATE DOCUMENT NOTICE\n${RULE}\nx\n${RULE}\n-->`;
    const template = `---\na: b\n---\n\n---\nc: d\n---\n\n${notice}\n\n# {{TITLE}}\n<!-- see TEMPLATE DOCUMENT NOTICE -->\n`;
    const text = newDocument({ type: "SOP", id: "SOP-001", title: "T", template });
    expect(readDocument(text).body).toBe("# T\n<!-- see TEMPLATE DOCUMENT NOTICE -->\n");
  });

  it.each(["", "# Text", "---\na: b\n---\n# Text\n", "---\n---\n---\n"])(
    "is a plain outline where the template is %j",
    (template) => {
      const text = newDocument({ type: "SOP", id: "SOP-002", title: "How we work", template });
      expect(text).toContain("# SOP-002: How we work\n\n## 1. Purpose");
      expect(text.endsWith("**END OF DOCUMENT**\n")).toBe(true);
    },
  );

  it("takes a title for text, whatever it says", () => {
    const title = "$& CR-XXX {{TITLE}} --- <!-- 😀";
    const text = newDocument({
      type: "CR",
      id: "CR-008",
      title,
      template: TEMPLATE.replaceAll("\n", "\r\n"),
    });
    expect(readDocument(text).title).toBe(title);
    expect(text).toContain(`# CR-008: ${title}\n`);
  });

  it("knows the ids of specifications", () => {
    const template = "---\na: b\n---\n\n---\nc: d\n---\n\n# QMS-RS-XXX\n";
    const text = newDocument({ type: "QMS-RS", id: "SDLC-QMS-RS", title: "R", template });
    expect(readDocument(text).body).toBe("# SDLC-QMS-RS\n");
  });
});
