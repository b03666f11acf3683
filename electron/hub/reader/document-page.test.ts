import { describe, expect, it } from "vitest";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { DocumentBody, DocumentPage } from "../../../shared/contract/qms-document.ts";
import { addOddities } from "./testing/oddities.test-support.ts";
import { auditLine, documentText } from "./testing/project-files.test-support.ts";
import { useReaderRig } from "./testing/reader-rig.test-support.ts";

const CR = { folder: "CR/CR-001" };
const ITEMS = `| Item | What is done | What is expected | Result | By, on |
| --- | --- | --- | --- | --- |
| EI-1 | Write it | It is there | As expected | claude, 2026-02-04 |
| EI-2 | Try it | It works | | |
`;

const at = (minute: number): { ts: string } => ({ ts: `2026-02-04T14:${minute}:00+00:00` });
const time = (minute: number): number => Date.UTC(2026, 1, 4, 14, minute);

describe("a document's page", () => {
  trackDisposables();
  const rig = useReaderRig();

  function inReview(): void {
    const { files } = rig;
    files.write(".claude/agents/qa.md", "---\nname: qa\ngroup: quality\n---\n\nqa\n");
    files.write(".claude/agents/bu.md", "---\nname: bu\ngroup: reviewer\n---\n\nbu\n");
    files.document("CR-001", "CR", {
      ...CR,
      text: documentText("Raise the limit", `# CR-001\n\n${ITEMS}`),
      meta: {
        status: "IN_POST_REVIEW",
        version: "1.1",
        execution_phase: "post_release",
        pending_assignees: ["qa"],
        review_outcomes: { bu: "UPDATES_REQUIRED" },
      },
    });
    files.document("CR-001-VAR-001", "VAR", { ...CR, title: "It went otherwise" });
    const lines = [
      auditLine("CREATE", { ...at(10), title: "Raise the limit" }),
      auditLine("REVIEW", {
        ...at(11),
        user: "bu",
        outcome: "RECOMMEND",
        comment: "Good \u001b[31mso\n far",
      }),
      auditLine("STATUS_CHANGE", {
        ...at(20),
        version: "1.0",
        from_status: "PRE_APPROVED",
        to_status: "IN_EXECUTION",
      }),
      auditLine("CHECKOUT", { ...at(25), version: "1.0" }),
      auditLine("STATUS_CHANGE", {
        ...at(30),
        version: "1.1",
        from_status: "IN_EXECUTION",
        to_status: "IN_POST_REVIEW",
      }),
      auditLine("ROUTE_REVIEW", {
        ...at(30),
        version: "1.1",
        assignees: ["qa", "bu"],
        review_type: "POST_REVIEW",
      }),
      auditLine("REVIEW", {
        ...at(31),
        version: "1.1",
        user: "bu",
        outcome: "UPDATES_REQUIRED",
        comment: "Not yet",
      }),
    ];
    files.write("QMS/.audit/CR/CR-001.jsonl", `${lines.join("\n")}\n`);
    files.write("QMS/.archive/CR/CR-001/CR-001-v1.0.md", documentText("Raise it", "Old body.\n"));
    files.write("QMS/.archive/CR/CR-001/CR-001-v0.1.md", documentText("Raise it", "First body.\n"));
    files.write("QMS/.archive/CR/CR-001/CR-0011-v0.1.md", documentText("Another", "Another.\n"));
    rig.age();
  }

  it("has all that is to be known of it", async () => {
    inReview();
    const { reader } = await rig.open();
    const page = await reader.page("CR-001", "qa");
    expect(DocumentPage.parse(page)).toEqual(page);
    expect(page).toMatchObject({
      id: "CR-001",
      title: "Raise the limit",
      status: "IN_POST_REVIEW",
      owner: "claude",
      since: time(30),
      versions: [
        { source: "draft", version: "1.1", at: time(30) },
        { source: "archived", version: "1.0", at: time(20) },
        { source: "archived", version: "0.1", at: time(10) },
      ],
      rounds: [
        {
          workflow: "POST_REVIEW",
          version: "1.1",
          since: time(30),
          end: "open",
          routedBy: "claude",
          assigned: ["qa", "bu"],
          answers: [{ user: "bu", at: time(31), answer: "UPDATES_REQUIRED" }],
        },
      ],
      comments: [
        { user: "bu", answer: "RECOMMEND", version: "0.1", text: "Good so\n far" },
        { at: time(31), user: "bu", answer: "UPDATES_REQUIRED", version: "1.1", text: "Not yet" },
      ],
      children: [{ id: "CR-001-VAR-001", type: "VAR", title: "It went otherwise", status: "DRAFT" }],
      items: [
        { id: "EI-1", text: "Write it", evidence: "As expected", state: "passed" },
        { id: "EI-2", text: "Try it", state: "open" },
      ],
      mustAct: { users: ["qa"], what: "review" },
      problems: [],
    });
    expect(page.assignable).toContainEqual({ user: "qa", group: "quality" });
    const child = await reader.page("CR-001-VAR-001", "qa");
    expect(child.parent).toEqual({
      id: "CR-001",
      type: "CR",
      title: "Raise the limit",
      status: "IN_POST_REVIEW",
    });
  });

  it("says of every action whether this user can take it, where it leads, what it asks for, or why not", async () => {
    inReview();
    const { reader } = await rig.open();
    const actionsOf = async (user: string) =>
      new Map((await reader.page("CR-001", user)).actions.map((action) => [action.action, action]));
    const qa = await actionsOf("qa");
    expect(qa.get("review")).toEqual({
      action: "review",
      verdict: { kind: "allowed", to: "POST_REVIEWED" },
      needs: ["outcome", "comment"],
    });
    expect(qa.get("approve")?.verdict).toEqual({
      kind: "refused",
      reason: "not-in-round",
      why: "It is not in approval.",
    });
    expect((await actionsOf("bu")).get("review")?.verdict).toMatchObject({ reason: "not-assigned" });
    expect((await actionsOf("claude")).get("withdraw")?.verdict).toEqual({
      kind: "allowed",
      to: "IN_EXECUTION",
    });
    expect(await reader.page("CR-001", "ghost")).toMatchObject({
      actions: [],
      noActions: "ghost is no user of this project.",
    });
  });

  it("is told to the list as well: since when, who is in of whom, and how much is done", async () => {
    inReview();
    const followed = await rig.open();
    expect(followed.document("CR-001")).toMatchObject({
      since: time(30),
      round: { workflow: "POST_REVIEW", assigned: ["qa", "bu"], answers: { bu: "UPDATES_REQUIRED" } },
      items: { done: 1, total: 2 },
    });
    rig.put(
      "QMS/CR/CR-001/CR-001-draft.md",
      documentText("Raise the limit", ITEMS.replace("It works | |", "It works | Yes |")),
    );
    await followed.until(() => followed.document("CR-001").items?.done === 2);
  });

  it("can be read of any document, however odd it is, and is not of what is none", async () => {
    addOddities(rig.files);
    rig.age();
    const { reader } = await rig.open();
    for (const { id } of reader.documents) {
      const page = await reader.page(id, "claude");
      expect(DocumentPage.safeParse(page).error).toBeUndefined();
      for (const { source, version } of page.versions) {
        const choice = source === "archived" ? { version } : { draft: source === "draft" };
        const text = await reader.text(id, choice);
        expect(DocumentBody.safeParse(text).error).toBeUndefined();
        expect(text.body).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
      }
    }
    for (const id of ["CR-999", "../../etc/passwd", "", "CR-001/../CR-002"])
      await expect(reader.page(id, "claude")).rejects.toMatchObject({ code: "not_found" });
  });

  it("gives each of its texts without the front matter", async () => {
    inReview();
    const { reader } = await rig.open();
    expect(await reader.text("CR-001", {})).toMatchObject({
      source: "draft",
      version: "1.1",
      title: "Raise the limit",
      revisionSummary: "Initial draft",
      body: `# CR-001\n\n${ITEMS}`,
      isCut: false,
    });
    expect(await reader.text("CR-001", { version: "1.0" })).toMatchObject({
      source: "archived",
      body: "Old body.\n",
    });
    expect(await reader.text("CR-001", { version: "1.1" })).toMatchObject({ source: "draft" });
    for (const wanted of [{ version: "7.0" }, { version: "../CR-001-v1.0" }])
      await expect(reader.text("CR-001", wanted)).rejects.toMatchObject({ code: "not_found" });
  });

  it("has an archive of inboxes in which words are found, between two days", async () => {
    const archive = (day: string, name: string, subject: string, body: string): void =>
      rig.files.write(
        `.claude/users/qa/inbox-archive/${day}/${name}.md`,
        `---\nfrom: bu\nsubject: "${subject}"\n---\n\n${body}\n`,
      );
    archive("2026-02-04", "msg-bu-2026-02-04-120000", "Tides", "They turn.");
    archive("2026-02-05", "msg-bu-2026-02-05-120000", "Limits", "The tides rise.");
    archive("2026-02-06", "msg-bu-2026-02-06-120000", "Other", "Nothing.");
    const { reader } = await rig.open();
    const found = async (query: object) => {
      const { items, total } = await reader.archived("qa", query);
      return [total, ...items.map(({ title }) => title)];
    };
    expect(await found({})).toEqual([3, "Other", "Limits", "Tides"]);
    expect(await found({ query: "TIDES bu" })).toEqual([2, "Limits", "Tides"]);
    expect(await found({ query: "tides", limit: 1 })).toEqual([2, "Limits"]);
    expect(await found({ from: "2026-02-05", to: "2026-02-05" })).toEqual([1, "Limits"]);
    expect(await reader.archivedMessages()).toEqual([{ from: "bu", to: "qa", at: Date.UTC(2026, 1, 6, 12) }]);
  });
});
