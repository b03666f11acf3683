import { describe, expect, it } from "vitest";
import { COMMANDS, parseArguments } from "./parse-arguments.ts";

/** Splits at spaces; what stands between quotes stays together. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

function request(line: string): unknown {
  const parsed = parseArguments(words(line));
  if (parsed.kind !== "request") throw new Error(`${parsed.kind}: ${parsed.text}`);
  // As JSON: what was not given is not there.
  return JSON.parse(JSON.stringify(parsed.request));
}

function usageError(line: string): string {
  const parsed = parseArguments(words(line));
  if (parsed.kind !== "usage-error") throw new Error(`${parsed.kind} and no usage error`);
  expect(parsed.text).toMatch(/^usage: qms /);
  return parsed.text.split("\n").at(-1) ?? "";
}

function file(line: string): unknown {
  const parsed = parseArguments(words(line));
  return parsed.kind === "request" ? parsed.file : undefined;
}

describe("each command asks for what it says", () => {
  it.each<[string, object]>([
    ["create CR --title T", { kind: "create", type: "CR", title: "T" }],
    ["create VAR --parent CR-001", { kind: "create", type: "VAR", parent: "CR-001" }],
    ["create TEMPLATE --name X", { kind: "create", type: "TEMPLATE", name: "X" }],
    ["read CR-001", { kind: "read", id: "CR-001" }],
    ["read CR-001 --draft", { kind: "read", id: "CR-001", draft: true }],
    ["read --version 1.0 CR-001", { kind: "read", id: "CR-001", version: "1.0" }],
    ["checkout CR-001", { kind: "checkout", id: "CR-001" }],
    ["checkin CR-001", { kind: "checkin", id: "CR-001" }],
    ["route CR-001", { kind: "route", id: "CR-001" }],
    ["route CR-001 --review", { kind: "route", id: "CR-001", review: true }],
    ["route CR-001 --approval --review", { kind: "route", id: "CR-001", review: true, approval: true }],
    [
      "route CR-001 --assign qa tu_ui --approval --retire",
      { kind: "route", id: "CR-001", approval: true, assign: ["qa", "tu_ui"], retire: true },
    ],
    ["assign CR-001 --assignees qa bu", { kind: "assign", id: "CR-001", assignees: ["qa", "bu"] }],
    [
      "review CR-001 --recommend --comment good",
      { kind: "review", id: "CR-001", comment: "good", outcome: "RECOMMEND" },
    ],
    [
      `review CR-001 --request-updates --comment ""`,
      { kind: "review", id: "CR-001", comment: "", outcome: "UPDATES_REQUIRED" },
    ],
    ["approve CR-001", { kind: "approve", id: "CR-001" }],
    ["reject CR-001 --comment no", { kind: "reject", id: "CR-001", comment: "no" }],
    ["withdraw CR-001", { kind: "withdraw", id: "CR-001" }],
    ["release CR-001", { kind: "release", id: "CR-001" }],
    ["revert CR-001 --reason R", { kind: "revert", id: "CR-001", reason: "R" }],
    ["close CR-001", { kind: "close", id: "CR-001" }],
    ["cancel CR-001", { kind: "cancel", id: "CR-001" }],
    ["cancel CR-001 --confirm", { kind: "cancel", id: "CR-001", confirm: true }],
    ["fix CR-001", { kind: "fix", id: "CR-001" }],
    ["status CR-001", { kind: "status", id: "CR-001" }],
    ["history CR-001", { kind: "history", id: "CR-001" }],
    ["comments CR-001", { kind: "comments", id: "CR-001" }],
    ["comments CR-001 --version 0.1", { kind: "comments", id: "CR-001", version: "0.1" }],
    ["workspace", { kind: "workspace" }],
    ["inbox", { kind: "inbox" }],
    ["inbox --peek", { kind: "inbox", peek: true }],
    ["inbox --archive", { kind: "inbox-archived" }],
    ["inbox --archive --date 2026-02-04", { kind: "inbox-archived", date: "2026-02-04" }],
    ["inbox --archive msg-a-143022", { kind: "inbox-archive-item", item: "msg-a-143022" }],
    ["inbox --archive --notifications", { kind: "inbox-archive-notifications" }],
    ["inbox --show msg-a-143022", { kind: "inbox-show", item: "msg-a-143022" }],
    ["inbox --archive --show msg-a", { kind: "inbox-show", item: "msg-a" }],
    [
      `message qa --subject "Note on it" "The body."`,
      { kind: "message", recipient: "qa", subject: "Note on it", body: "The body." },
    ],
    ["message -s S qa B", { kind: "message", recipient: "qa", subject: "S", body: "B" }],
    [`message qa -s "" ""`, { kind: "message", recipient: "qa", subject: "", body: "" }],
    ["message qa -s S -f note.md", { kind: "message", recipient: "qa", subject: "S", body: "" }],
    ["namespace", { kind: "namespace-list" }],
    ["namespace list", { kind: "namespace-list" }],
    ["namespace add ACME", { kind: "namespace-add", name: "ACME" }],
    ["user --list", { kind: "user-list" }],
    ["user --add ann --group reviewer", { kind: "user-add", name: "ann", group: "reviewer" }],
    ["user --add ann", { kind: "user-add", name: "ann" }],
    ["init", { kind: "init" }],
    ["init --root here --yes", { kind: "init", root: "here", yes: true }],
    ["init -y", { kind: "init", yes: true }],
    ["migrate", { kind: "migrate" }],
    ["migrate --dry-run --force", { kind: "migrate", dryRun: true, force: true }],
    ["verify-migration", { kind: "verify-migration" }],
    ["interact X", { kind: "interact", id: "X" }],
    ["interact X --respond yes", { kind: "interact", id: "X", action: { kind: "respond", value: "yes" } }],
    ["interact X --respond", { kind: "interact", id: "X", action: { kind: "respond", value: "" } }],
    [
      "interact X --respond v --reason R",
      { kind: "interact", id: "X", action: { kind: "respond", value: "v", reason: "R" } },
    ],
    [
      "interact X --goto p --reason R",
      { kind: "interact", id: "X", action: { kind: "goto", prompt: "p", reason: "R" } },
    ],
    ["interact X --cancel-goto", { kind: "interact", id: "X", action: { kind: "cancel-goto" } }],
    ["interact X --reopen l", { kind: "interact", id: "X", action: { kind: "reopen", loop: "l" } }],
    [
      "interact X --compile --respond v --progress",
      { kind: "interact", id: "X", action: { kind: "progress" } },
    ],
    ["interact X --compile --goto p", { kind: "interact", id: "X", action: { kind: "compile" } }],
  ])("%s", (line, expected) => expect(request(line)).toEqual(expected));
});

describe("a file", () => {
  it("is left to whoever runs where it is", () => {
    expect(file("message qa -s S -f note.md")).toEqual({ path: "note.md", purpose: "message" });
    expect(file("message qa -s S --file=-")).toEqual({ path: "-", purpose: "message" });
    expect(file("interact X --file answer.txt")).toEqual({ path: "answer.txt", purpose: "response" });
    expect(file("interact X --respond --file answer.txt")).toEqual({
      path: "answer.txt",
      purpose: "response",
    });
  });

  it("is not read where its text would not be used", () => {
    expect(file("interact X --progress --file answer.txt")).toBeUndefined();
    expect(file("message qa -s S B")).toBeUndefined();
  });
});

describe("who asks", () => {
  it.each([
    "--user qa status X",
    "-u qa status X",
    "-uqa status X",
    "-u=qa status X",
    "--user=qa status X",
    "--us qa status X",
    "status --user qa X",
    "status X -u qa",
    "status X -uqa",
    "-u claude status X --user qa",
  ])("%s", (line) => expect(parseArguments(words(line))).toMatchObject({ kind: "request", user: "qa" }));

  it("is left open where nobody is named", () => {
    expect(parseArguments(["status", "X"])).toMatchObject({ user: undefined });
  });
});

describe("words are read as argparse reads them", () => {
  it("takes any beginning of an option that only one has", () => {
    expect(request("review X --req --com c")).toMatchObject({ outcome: "UPDATES_REQUIRED", comment: "c" });
    expect(request("route X --ass qa --app")).toMatchObject({ assign: ["qa"], approval: true });
    expect(usageError("review X --re --comment c")).toBe(
      "qms review: error: ambiguous option: --re could match --recommend, --request-updates",
    );
  });

  it("takes a value behind an equals sign, whatever it begins with", () => {
    expect(request("reject X --comment=-x")).toMatchObject({ comment: "-x" });
    expect(request("reject X --com=a=b")).toMatchObject({ comment: "a=b" });
    expect(request("reject X --comment=")).toMatchObject({ comment: "" });
  });

  it("takes no option for a value", () => {
    const message = "qms reject: error: argument --comment: expected one argument";
    expect(usageError("reject X --comment -x")).toBe(message);
    expect(usageError("reject X --comment --user qa")).toBe(message);
    expect(usageError("reject X --comment --nonsense")).toBe(message);
    expect(usageError("reject X --comment")).toBe(message);
    expect(usageError("reject X --comment -- y")).toBe(message);
    expect(usageError("message qa B -s --file")).toBe(
      "qms message: error: argument -s/--subject: expected one argument",
    );
  });

  it("knows a sentence that begins with a hyphen, and a number below zero, from an option", () => {
    expect(request(`reject X --comment "- first point"`)).toMatchObject({ comment: "- first point" });
    expect(request("interact X --respond -5")).toMatchObject({ action: { value: "-5" } });
    expect(request("interact X --respond -0.5")).toMatchObject({ action: { value: "-0.5" } });
    expect(request("interact X --respond -")).toMatchObject({ action: { value: "-" } });
  });

  it("lets an option for several words take all that follow", () => {
    expect(request("assign X --assignees a b c -u qa")).toMatchObject({ assignees: ["a", "b", "c"] });
    expect(usageError("route --assign qa X")).toContain("the following arguments are required: ID");
    expect(usageError("assign X --assignees")).toBe(
      "qms assign: error: argument --assignees: expected at least one argument",
    );
    expect(usageError("assign X --assignees --user qa")).toContain("expected at least one argument");
  });

  it("takes all behind two hyphens as it stands", () => {
    expect(request("status -- -x")).toMatchObject({ id: "-x" });
    expect(request("message -s S -- qa --file")).toMatchObject({ recipient: "qa", body: "--file" });
    expect(request("-- status X")).toMatchObject({ kind: "status" });
    expect(request("route --assign qa -- X")).toMatchObject({ id: "X", assign: ["qa"] });
  });

  it("lets the latest of two count", () => {
    expect(request("reject X --comment a --comment b")).toMatchObject({ comment: "b" });
  });

  it("reads switches of one letter together", () => {
    expect(request("init -yuqa")).toEqual({ kind: "init", yes: true });
    expect(usageError("init -yx")).toBe("qms init: error: argument -y/--yes: ignored explicit argument 'x'");
    expect(usageError("route X --review=1")).toBe(
      "qms route: error: argument --review: ignored explicit argument '1'",
    );
  });
});

describe("usage errors", () => {
  it.each([
    ["nonsense", "qms: error: argument COMMAND: invalid choice: 'nonsense' (choose from create,"],
    ["stat X", "qms: error: argument COMMAND: invalid choice: 'stat'"],
    ["--nonsense status X", "qms status: error: unrecognized arguments: --nonsense"],
    ["--nonsense", "qms: error: unrecognized arguments: --nonsense"],
    ["--user", "qms: error: argument -u/--user: expected one argument"],
    ["status", "qms status: error: the following arguments are required: ID"],
    ["status X Y Z", "qms status: error: unrecognized arguments: Y Z"],
    ["status X --nonsense", "qms status: error: unrecognized arguments: --nonsense"],
    ["status X -x", "qms status: error: unrecognized arguments: -x"],
    ["review --recommend", "qms review: error: the following arguments are required: ID, --comment"],
    [
      "review X --comment c",
      "qms review: error: one of the arguments --recommend --request-updates is required",
    ],
    [
      "review X --comment c --recommend --request-updates",
      "qms review: error: argument --request-updates: not allowed with argument --recommend",
    ],
    ["reject X", "qms reject: error: the following arguments are required: --comment"],
    ["revert X", "qms revert: error: the following arguments are required: --reason"],
    ["assign X", "qms assign: error: the following arguments are required: --assignees"],
    ["message qa B", "qms message: error: the following arguments are required: --subject"],
    ["message -s S", "qms message: error: the following arguments are required: RECIPIENT"],
    ["message qa -s S", "qms message: error: one of the arguments BODY -f/--file is required"],
    ["message qa -s S B -f F", "qms message: error: argument -f/--file: not allowed with argument BODY"],
    ["message qa -s S several bare words", "qms message: error: unrecognized arguments: bare words"],
    ["inbox extra", "qms inbox: error: unrecognized arguments: extra"],
    ["inbox --date 2026-02-04", "qms inbox: error: argument --date: not allowed without --archive"],
    ["inbox --notifications", "qms inbox: error: argument --notifications: not allowed without --archive"],
    ["inbox --archive x --date d", "qms inbox: error: argument --date: not allowed with an item"],
    [
      "inbox --archive x --notifications",
      "qms inbox: error: argument --notifications: not allowed with an item",
    ],
    [
      "inbox --archive --date d --notifications",
      "qms inbox: error: argument --notifications: not allowed with argument --date",
    ],
    ["inbox --archive x --show y", "qms inbox: error: argument --show: not allowed with what else"],
    ["inbox --archive --date d --show y", "qms inbox: error: argument --show: not allowed with what else"],
  ])("%s", (line, message) => expect(usageError(line)).toContain(message));
});

describe("answers without the QMS", () => {
  it("shows all commands where none is named, and says that this is not what was meant", () => {
    const bare = parseArguments([]);
    expect(bare).toMatchObject({ kind: "answer", exitCode: 1 });
    expect(parseArguments(["--user", "qa"])).toEqual(bare);
    const help = parseArguments(["--help"]);
    expect(help).toMatchObject({ kind: "answer", exitCode: 0 });
    for (const { name, summary } of COMMANDS) {
      expect(help.kind === "answer" && help.text).toMatch(new RegExp(`  ${name} +`));
      expect(help.kind === "answer" && help.text).toContain(summary);
    }
  });

  it.each(COMMANDS.map(({ name }) => name))("shows what %s takes, whatever else is missing", (name) => {
    for (const line of [
      [name, "-h"],
      [name, "--help"],
      ["-u", "qa", name, "--he"],
    ]) {
      const parsed = parseArguments(line);
      expect(parsed).toMatchObject({ kind: "answer", exitCode: 0 });
      const command = COMMANDS.find((candidate) => candidate.name === name);
      for (const option of command?.options ?? [])
        expect(parsed.kind === "answer" && parsed.text).toContain(option.name);
    }
  });

  it("has no line in its help that a terminal would break", () => {
    for (const name of [undefined, ...COMMANDS.map((command) => command.name)]) {
      const parsed = parseArguments(name === undefined ? ["-h"] : [name, "-h"]);
      const [, ...lines] = parsed.kind === "answer" ? parsed.text.split("\n") : [];
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
    }
  });

  it("refuses an action of namespace that there is not, and a name that is missing", () => {
    expect(parseArguments(["namespace", "drop"])).toEqual({
      kind: "answer",
      text: "Error: Unknown action 'drop'",
      exitCode: 1,
    });
    expect(parseArguments(["namespace", "add"])).toMatchObject({ kind: "answer", exitCode: 1 });
  });

  it("shows the help of user where it is not said what to do", () => {
    const parsed = parseArguments(["user", "--group", "quality"]);
    expect(parsed).toMatchObject({ kind: "answer", exitCode: 1 });
    expect(parsed.kind === "answer" && parsed.text).toMatch(/^usage: qms user /);
  });
});
