import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { QMS_SERVER } from "../../../../shared/mcp/qms-tools.ts";
import { ToolProject } from "./connected-client.test-support.ts";

const VR_TEMPLATE = new URL("../../../../assets/qms/templates/TEMPLATE-VR.md", import.meta.url);

/** The tools and parameters that projects and their permissions know. */
const KNOWN_TOOLS = {
  qms_inbox: ["user"],
  qms_workspace: ["user"],
  qms_status: ["doc_id", "user"],
  qms_read: ["doc_id", "user", "version", "draft"],
  qms_history: ["doc_id", "user"],
  qms_comments: ["doc_id", "user", "version"],
  qms_create: ["doc_type", "title", "user", "parent", "name"],
  qms_checkout: ["doc_id", "user"],
  qms_checkin: ["doc_id", "user"],
  qms_cancel: ["doc_id", "user", "confirm"],
  qms_route: ["doc_id", "route_type", "user", "retire"],
  qms_assign: ["doc_id", "assignees", "user"],
  qms_review: ["doc_id", "outcome", "user", "comment"],
  qms_approve: ["doc_id", "user"],
  qms_reject: ["doc_id", "comment", "user"],
  qms_withdraw: ["doc_id", "user"],
  qms_release: ["doc_id", "user"],
  qms_close: ["doc_id", "user"],
  qms_revert: ["doc_id", "reason", "user"],
  qms_interact: [
    "doc_id",
    "user",
    "respond",
    "file",
    "reason",
    "goto",
    "cancel_goto",
    "reopen",
    "progress",
    "compile",
  ],
  qms_fix: ["doc_id", "user"],
};

/** What must be given of these; the others can be left out, and who calls is known. */
const REQUIRED: Readonly<Record<keyof typeof KNOWN_TOOLS, readonly string[]>> = {
  qms_inbox: [],
  qms_workspace: [],
  qms_status: ["doc_id"],
  qms_read: ["doc_id"],
  qms_history: ["doc_id"],
  qms_comments: ["doc_id"],
  qms_create: ["doc_type", "title"],
  qms_checkout: ["doc_id"],
  qms_checkin: ["doc_id"],
  qms_cancel: ["doc_id"],
  qms_route: ["doc_id", "route_type"],
  qms_assign: ["doc_id", "assignees"],
  qms_review: ["doc_id", "outcome"],
  qms_approve: ["doc_id"],
  qms_reject: ["doc_id", "comment"],
  qms_withdraw: ["doc_id"],
  qms_release: ["doc_id"],
  qms_close: ["doc_id"],
  qms_revert: ["doc_id", "reason"],
  qms_interact: ["doc_id"],
  qms_fix: ["doc_id"],
};

/** The parameters that are no plain text. */
const SORTS: Readonly<Record<string, object>> = {
  route_type: { type: "string", enum: ["review", "approval"] },
  outcome: { type: "string", enum: ["recommend", "request-updates"] },
  assignees: { type: "array", items: expect.objectContaining({ type: "string" }) },
  draft: { type: "boolean" },
  confirm: { type: "boolean" },
  retire: { type: "boolean" },
  cancel_goto: { type: "boolean" },
  progress: { type: "boolean" },
  compile: { type: "boolean" },
};

const CR = { doc_id: "CR-001" };

/** A change record of `ini`, with the draft in the workspace. */
async function withChangeRecord(): Promise<ToolProject> {
  const project = new ToolProject();
  await project.text("ini", "qms_create", { doc_type: "CR", title: "A change", user: "ini" });
  return project;
}

it("lists every tool with the parameters that it always had", async () => {
  const client = await new ToolProject().client("qa");
  const { tools } = await client.listTools();
  for (const [name, parameters] of Object.entries(KNOWN_TOOLS)) {
    const schema = tools.find((tool) => tool.name === name)?.inputSchema;
    expect(Object.keys(schema?.properties ?? {}), name).toEqual(expect.arrayContaining(parameters));
    expect(schema, name).toMatchObject({ type: "object", additionalProperties: false });
    expect((schema?.required ?? []).toSorted(), name).toEqual(
      REQUIRED[name as keyof typeof KNOWN_TOOLS].toSorted(),
    );
    for (const parameter of parameters)
      expect(schema?.properties?.[parameter], `${name} ${parameter}`).toMatchObject(
        SORTS[parameter] ?? { type: "string" },
      );
  }
  expect(Object.keys(KNOWN_TOOLS)).toHaveLength(21);
  expect(tools.map(({ name }) => name)).toEqual(QMS_SERVER.tools.map(({ name }) => name));
});

describe("a change record", () => {
  it("is written, reviewed, approved, carried out and closed", async () => {
    const project = await withChangeRecord();
    expect(await project.text("ini", "qms_workspace")).toContain("CR-001");
    expect(await project.text("ini", "qms_checkin", CR)).toContain("CR-001");
    expect(await project.text("ini", "qms_route", { ...CR, route_type: "review" })).toContain("CR-001");
    await project.text("ini", "qms_withdraw", CR);
    await project.text("ini", "qms_route", { ...CR, route_type: "review" });
    expect(await project.text("qa", "qms_actions", CR)).toMatch(
      /Must act: qa \(review\)[^]*review -> PRE_REVIEWED/,
    );
    await project.text("qa", "qms_assign", { ...CR, assignees: ["tu_ui"] });
    expect(await project.text("tu_ui", "qms_inbox")).toContain("[REVIEW] CR-001");
    for (const user of ["qa", "tu_ui"])
      await project.text(user, "qms_review", { ...CR, outcome: "recommend", comment: "-x; good" });
    expect(await project.text("ini", "qms_comments", CR)).toContain("-x; good");
    await project.text("ini", "qms_route", { ...CR, route_type: "approval" });
    await project.text("qa", "qms_reject", { ...CR, comment: "Not yet." });
    await project.text("ini", "qms_checkout", CR);
    await project.text("ini", "qms_route", { ...CR, route_type: "review" });
    await project.text("qa", "qms_review", { ...CR, outcome: "recommend", comment: "Good." });
    await project.text("ini", "qms_route", { ...CR, route_type: "approval" });
    await project.text("qa", "qms_approve", CR);
    await project.text("ini", "qms_release", CR);
    await project.text("ini", "qms_route", { ...CR, route_type: "review" });
    await project.text("qa", "qms_review", { ...CR, outcome: "recommend", comment: "Good." });
    await project.text("ini", "qms_revert", { ...CR, reason: "One more thing." });
    await project.text("ini", "qms_checkout", CR);
    await project.text("ini", "qms_route", { ...CR, route_type: "review" });
    await project.text("qa", "qms_review", { ...CR, outcome: "recommend", comment: "Good." });
    await project.text("ini", "qms_route", { ...CR, route_type: "approval" });
    await project.text("qa", "qms_approve", CR);
    await project.text("ini", "qms_close", CR);
    expect(await project.text("tu_sim", "qms_status", CR)).toContain("Status: CLOSED");
    expect(await project.text("lead", "qms_fix", CR)).toContain("CR-001");
    expect(await project.text("tu_sim", "qms_read", { ...CR, version: "" })).toContain("A change");
    expect(await project.text("tu_sim", "qms_history", CR)).toContain("CLOSE");
  });

  it("is cancelled for good only by who says so twice", async () => {
    const project = await withChangeRecord();
    await project.text("ini", "qms_checkin", CR);
    expect(await project.failure("ini", "qms_cancel", CR)).toBe(
      "Error: confirm must be True to cancel a document. This action is permanent.",
    );
    expect(await project.text("ini", "qms_cancel", { ...CR, confirm: true })).toContain("CR-001");
  });
});

it("says of a document who can do what, and why not", async () => {
  const project = await withChangeRecord();
  const text = await project.text("qa", "qms_actions", CR);
  expect(text).toContain("Must act: ini (owner)");
  expect(text).toContain("qa can now:\n  nothing");
  expect(text).toContain("review: It is not in review.");
  expect(await project.text("qa", "qms_types")).toMatch(/VR .*parent: CR, VAR, ADD/);
});

it("passes messages on, and archives what was dealt with", async () => {
  const project = new ToolProject();
  await project.text("qa", "qms_message", { recipient: "ini", subject: "-s", body: "--user lead\nBody" });
  expect(await project.text("ini", "qms_inbox", { peek: true })).toContain("--user lead");
  const [file = ""] = project.inbox("ini");
  expect(await project.text("ini", "qms_inbox_archive", { item: file })).toContain("Archived:");
  expect(await project.text("ini", "qms_inbox_archive")).toContain(file.replace(".md", ""));
  expect(await project.text("ini", "qms_inbox_archive", { notifications: true })).toContain("Archived 0");
  expect(await project.failure("ini", "qms_inbox_archive", { item: "x", notifications: true })).toContain(
    "Give one of",
  );
});

it("answers as the command does, and says beside it how it ended", async () => {
  const project = await withChangeRecord();
  expect(await project.call("qa", "qms_status", CR)).toMatchObject({
    structuredContent: { success: true, return_code: 0, output: expect.stringContaining("CR-001") },
  });
  expect(await project.call("qa", "qms_status", { doc_id: "CR-999" })).toMatchObject({
    isError: true,
    content: [{ type: "text", text: "Error: Document not found: CR-999" }],
    structuredContent: { success: false, return_code: 1 },
  });
});

describe("nobody acts as somebody else", () => {
  it("neither by the name that is given", async () => {
    const project = await withChangeRecord();
    const before = project.snapshot();
    expect(await project.failure("qa", "qms_checkin", { ...CR, user: "ini" })).toBe(
      "IDENTITY MISMATCH: Your authenticated identity is 'qa' but you called with user='ini'. Use user='qa' to match your authenticated identity. Impersonating another user is a QMS violation.",
    );
    expect(project.snapshot()).toEqual(before);
  });

  it("nor without what their role allows", async () => {
    const project = await withChangeRecord();
    expect(await project.failure("tu_ui", "qms_create", { doc_type: "CR", title: "Mine" })).toContain(
      "Permission Denied",
    );
    expect(await project.failure("qa", "qms_fix", CR)).toContain("Only administrators");
  });
});

describe("bad input", () => {
  it.each([
    [
      "qms_route",
      { ...CR, route_type: "sideways" },
      "Error: route_type must be 'review' or 'approval', got 'sideways'",
    ],
    [
      "qms_review",
      { ...CR, outcome: "maybe" },
      "Error: outcome must be 'recommend' or 'request-updates', got 'maybe'",
    ],
    ["qms_reject", { ...CR, comment: " " }, "Error: comment is required when rejecting a document."],
    ["qms_revert", { ...CR, reason: "" }, "Error: reason is required when reverting a document."],
    ["qms_status", { doc_id: 7 }, "Error: doc_id: "],
    ["qms_status", {}, "Error: doc_id: "],
    ["qms_status", { ...CR, extra: 1 }, "Error: Unrecognized key"],
    ["qms_assign", { ...CR, assignees: "qa" }, "Error: assignees: "],
    ["qms_status", { doc_id: "../../etc/passwd" }, "Error: "],
    ["qms_status", { doc_id: "--help" }, "Error: Unknown document type"],
    ["qms_read", { ...CR, version: "../1" }, "Error: "],
    ["qms_inbox_archive", { item: "../x" }, "Error: "],
    ["qms_interact", { doc_id: "CR-001-VR-001", file: "/etc/passwd" }, "Error: Files cannot be read here."],
    ["qms_init", {}, "Error: There is no tool called qms_init."],
    ["constructor", {}, "Error: There is no tool called constructor."],
  ])("%s %j is refused in a sentence", async (name, given, sentence) => {
    const project = await withChangeRecord();
    const before = project.snapshot();
    expect(await project.failure("ini", name, given)).toContain(sentence);
    expect(project.snapshot()).toEqual(before);
  });
});

it("writes a record by answering its prompts", async () => {
  const project = await withChangeRecord();
  project.write("QMS/TEMPLATE/TEMPLATE-VR.md", readFileSync(VR_TEMPLATE, "utf8"));
  await project.text("ini", "qms_checkin", CR);
  for (const route_type of ["review", "approval"]) {
    await project.text("ini", "qms_route", { ...CR, route_type });
    if (route_type === "review")
      await project.text("qa", "qms_review", { ...CR, outcome: "recommend", comment: "Good." });
    else await project.text("qa", "qms_approve", CR);
  }
  await project.text("ini", "qms_release", CR);
  const doc_id = "CR-001-VR-001";
  expect(
    await project.text("ini", "qms_create", { doc_type: "VR", parent: "CR-001", title: "It works" }),
  ).toContain(doc_id);
  const interact = (given: object = {}): Promise<string> =>
    project.text("ini", "qms_interact", { doc_id, ...given });
  expect(await interact()).toContain("--- Prompt: related_eis ---");
  const answers = ["EI-1", "The time left is shown.", "A build of today."];
  answers.push("Open the page.", "It shows the time left.", "It shows 12 minutes.", "Pass");
  for (const respond of answers) expect(await interact({ respond })).toContain("Recorded: ");
  expect(await interact({ respond: "no" })).toContain("Gate: more_steps");
  for (const respond of ["Pass", "All as expected."]) await interact({ respond });
  expect(await interact({ progress: true, respond: "is not taken" })).toContain("related_eis");
  await interact({ goto: "summary_narrative", reason: "Too short." });
  await interact({ respond: "All three pages as expected.", reason: "Too short." });
  expect(await interact()).toContain("Document is COMPLETE");
  expect(await interact({ compile: true })).toMatch(/It shows 12 minutes\.[^]*All three pages as expected\./);
  expect(await project.text("ini", "qms_checkin", { doc_id })).toContain("(v1.0, interactive)");
  expect(project.read(`QMS/CR/CR-001/${doc_id}-draft.md`)).toContain("~~All as expected.~~");
});

it("says of a document that is no such record that it is none, whatever is wished", async () => {
  const project = await withChangeRecord();
  const interact = (given: object): Promise<string> =>
    project.failure("ini", "qms_interact", { doc_id: "CR-001", ...given });
  // A change record is no such record, which the QMS itself says: the wish has arrived there.
  for (const given of [
    {},
    { progress: true, compile: true },
    { compile: true },
    { cancel_goto: true },
    { goto: "1" },
    { reopen: "loop" },
    { respond: "yes" },
  ])
    expect(await interact(given)).toContain("CR-001 is not authored interactively");
});

it("tells the hub who is about to act, and who has seen its inbox", async () => {
  const project = await withChangeRecord();
  await project.text("ini", "qms_checkin", CR);
  await project.text("qa", "qms_inbox");
  expect(project.heard).toEqual(["ini checkin CR-001", "qa has seen its inbox"]);
});
