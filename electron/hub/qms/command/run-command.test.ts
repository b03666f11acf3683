import { beforeEach, describe, expect, it } from "vitest";
import type { QmsReport } from "../../../../shared/qms/request.ts";
import { Refusal, refusalBlock } from "../refusal.ts";
import { FakeConsole, FakeQms } from "./fake-qms.test-support.ts";
import { runCommand, type ProjectHere } from "./run-command.ts";

/** The folders of which projects were made. */
let made: string[];

const project: ProjectHere = {
  open: () => Promise.resolve(qms),
  prepare: (root = "/here") => {
    const make = (): QmsReport => {
      made.push(root);
      return { text: "made", warnings: [], isDone: true, shown: [] };
    };
    return Promise.resolve({ root, make });
  },
};

let console: FakeConsole;
let qms: FakeQms;

function answering(answer: () => Partial<QmsReport>): void {
  qms = new FakeQms(answer);
}

function run(
  argv: readonly string[],
  { user = "qa", isDebugging = false }: { user?: string | undefined; isDebugging?: boolean } = {},
): Promise<number> {
  return runCommand(argv, { user, project, console, isDebugging });
}

function throwing(error: unknown): void {
  answering(() => {
    throw error;
  });
}

beforeEach(() => {
  console = new FakeConsole();
  qms = new FakeQms();
  made = [];
});

describe("what a command says", () => {
  it("is its text with a line end, and exit code 0", async () => {
    expect(await run(["checkin", "CR-001"])).toBe(0);
    expect(console).toMatchObject({ stdout: "done\n", stderr: "" });
  });

  it("is warnings beside it on standard error", async () => {
    answering(() => ({ warnings: ["One.", "Two."] }));
    expect(await run(["checkin", "CR-001"])).toBe(0);
    expect(console).toMatchObject({ stdout: "done\n", stderr: "Warning: One.\nWarning: Two.\n" });
  });

  it("leaves with exit code 1 where not all was done", async () => {
    answering(() => ({ isDone: false, text: "would do" }));
    expect(await run(["cancel", "CR-001"])).toBe(1);
    expect(console.stdout).toBe("would do\n");
  });

  it("is the refusal on standard output", async () => {
    throwing(refusalBlock("Error: No.", "Because."));
    expect(await run(["close", "CR-001"])).toBe(1);
    expect(console).toMatchObject({ stdout: "\nError: No.\nBecause.\n\n", stderr: "" });
  });

  it("is the refusal on standard error where it belongs there, with its hint on standard output", async () => {
    throwing(new Refusal("Error: No.", { stream: "stderr", hint: "Retire it." }));
    expect(await run(["cancel", "CR-001"])).toBe(1);
    expect(console).toMatchObject({ stdout: "Retire it.\n", stderr: "Error: No.\n" });
  });

  it("is a usage error on standard error with exit code 2, and nothing is asked", async () => {
    expect(await run(["status"])).toBe(2);
    expect(console.stdout).toBe("");
    expect(console.stderr).toMatch(/^usage: qms status .*\nqms status: error: /);
    expect(qms.asked).toEqual([]);
  });

  it("is help, with exit code 1 where no command was named", async () => {
    expect(await run([])).toBe(1);
    expect(console.stdout).toMatch(/^usage: qms /);
    expect(await run(["status", "-h"])).toBe(0);
  });

  it("is one line about a defect, and its stack for who looks for it", async () => {
    throwing(new TypeError("undefined is not a moon\nat somewhere"));
    expect(await run(["status", "CR-001"])).toBe(1);
    expect(console.stdout).toBe("");
    expect(console.stderr).toBe(
      "Error: The command failed: undefined is not a moon (QUORUM_DEBUG=1 shows where.)\n",
    );
    await run(["status", "CR-001"], { isDebugging: true });
    expect(console.stderr).toContain("run-command.test.ts");
  });
});

describe("who asks", () => {
  it("is whom the command line names, before whom the environment names", async () => {
    await run(["--user", "claude", "inbox"]);
    await run(["inbox"]);
    await run(["--user", "", "inbox"]);
    expect(qms.asked.map(({ user }) => user)).toEqual(["claude", "qa", "qa"]);
  });

  it("has to be said", async () => {
    expect(await run(["inbox"], { user: "" })).toBe(1);
    expect(console.stdout).toMatch(/^Error: --user argument is required\.\n/);
    const nobody = { user: undefined, project, console, isDebugging: false };
    expect(await runCommand(["inbox"], nobody)).toBe(1);
    expect(qms.asked).toEqual([]);
  });

  it.each([["status", "X"], ["read", "X"], ["init"]])("does not matter to %s", async (...argv) => {
    expect(await run(argv, { user: "" })).toBe(0);
  });
});

describe("notifications that were shown", () => {
  it("are archived once the text has reached its reader", async () => {
    answering(() => ({ shown: ["notif-a.md"] }));
    expect(await run(["inbox"])).toBe(0);
    expect(qms.archived).toEqual([{ user: "qa", names: ["notif-a.md"] }]);
  });

  it("stay where nobody read the text", async () => {
    answering(() => ({ shown: ["notif-a.md"] }));
    console.isRead = false;
    await run(["inbox"]);
    expect(qms.archived).toEqual([]);
  });

  it("stay without a word where this process may not write", async () => {
    answering(() => ({ shown: ["notif-a.md"] }));
    const cause = Object.assign(new Error("read-only"), { code: "EROFS" });
    qms.archiveError = new Refusal("Error: .quorum/qms cannot be written.", { cause });
    expect(await run(["inbox"])).toBe(0);
    expect(console.stderr).toBe("");
  });

  it("stay with a warning where the project is busy", async () => {
    answering(() => ({ shown: ["notif-a.md"] }));
    qms.archiveError = new Refusal("Error: Another QMS operation is in progress.");
    expect(await run(["inbox"])).toBe(0);
    expect(console.stderr).toBe(
      "Warning: The notifications stay in the inbox. Another QMS operation is in progress.\n",
    );
  });
});

describe("a file", () => {
  const message = ["message", "claude", "-s", "S", "-f", "note.md"];

  it("becomes the body of the message", async () => {
    console.files = { "note.md": Buffer.from("Hello, wörld.\n") };
    expect(await run(message)).toBe(0);
    expect(qms.asked[0]?.request).toMatchObject({ kind: "message", body: "Hello, wörld.\n" });
  });

  it("becomes the answer to a prompt", async () => {
    console.files = { "-": Buffer.from("42") };
    await run(["interact", "X", "--file", "-", "--reason", "R"]);
    expect(qms.asked[0]?.request).toMatchObject({ action: { kind: "respond", value: "42", reason: "R" } });
  });

  it.each([
    [message, {}, "Error: Cannot read note.md: there is no such file."],
    [["message", "a", "-s", "S", "-f", "x/"], {}, "Error: Cannot read x/: it is a folder."],
    [message, { "note.md": Buffer.from([0xff, 0xfe]) }, "Error: Cannot read note.md: it is not UTF-8 text."],
    [
      message,
      { "note.md": Buffer.alloc(300_000, "a") },
      "Error: Cannot read note.md: it is larger than 256 KiB.",
    ],
    [["interact", "X", "--file", "gone"], {}, "Error: File not found: gone"],
  ])("that cannot be used is refused: %j", async (argv, files, text) => {
    console.files = files;
    expect(await run(argv)).toBe(1);
    expect(console.stdout).toBe(`${text}\n`);
    expect(qms.asked).toEqual([]);
  });
});

describe("init", () => {
  it.each([
    ["y", true],
    [" YES \n", true],
    ["n", false],
    ["", false],
    [undefined, false],
  ])("asks a person, and takes %j for %j", async (answer, isAgreed) => {
    console.ask = (question) => {
      expect(question).toBe("This makes /here a QMS project. Proceed? [y/N] ");
      return Promise.resolve(answer);
    };
    expect(await run(["init"])).toBe(isAgreed ? 0 : 1);
    expect(made).toEqual(isAgreed ? ["/here"] : []);
    expect(console.stdout).toBe(isAgreed ? "made\n" : "Aborted.\n");
  });

  it("does not ask a person who said yes already, nor a program", async () => {
    expect(await run(["init"])).toBe(0);
    console.ask = () => Promise.reject(new Error("asked"));
    expect(await run(["init", "--yes", "--root", "there"])).toBe(0);
    expect(made).toEqual(["/here", "there"]);
  });

  it("says why there can be none", async () => {
    const full = { ...project, prepare: () => Promise.reject(new Refusal("ERROR: No.")) };
    const surroundings = { user: undefined, project: full, console, isDebugging: false };
    expect(await runCommand(["init"], surroundings)).toBe(1);
    expect(console.stdout).toBe("ERROR: No.\n");
  });
});

it("says where no project is found", async () => {
  const none = { ...project, open: () => Promise.reject(new Refusal("Error: No project.")) };
  expect(await runCommand(["inbox"], { user: "qa", project: none, console, isDebugging: false })).toBe(1);
  expect(console.stdout).toBe("Error: No project.\n");
});
