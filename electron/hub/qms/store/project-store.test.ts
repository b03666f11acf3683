import {
  appendFileSync,
  chmodSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
  readdirSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Refusal } from "../refusal.ts";
import { Death, filesThatDieAt, interceptFiles } from "./failing-files.test-support.ts";
import { openStore, type ProjectStoreDependencies } from "./project-store.ts";
import { addFiles, makeProjectFolder, removeProjectFolder, treeOf } from "./project-folder.test-support.ts";

const META = "QMS/.meta/CR/CR-001.json";
const AUDIT = "QMS/.audit/CR/CR-001.jsonl";
const INBOX = ".claude/users/qa/inbox";
const ARCHIVE = ".claude/users/qa/inbox-archive/2026-02-04";

let root: string;
let warnings: string[];

beforeEach(() => {
  warnings = [];
  root = makeProjectFolder({ [META]: "before", [AUDIT]: "one\n", [`${INBOX}/task-CR-001.md`]: "a task" });
});

afterEach(() => removeProjectFolder(root));

function open(dependencies: Partial<ProjectStoreDependencies> = {}) {
  return openStore(root, {
    now: Date.now,
    onWarning: (sentence) => warnings.push(sentence),
    isOnlyThread: true,
    ...dependencies,
  });
}

function text(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function refusalOf(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("it was not refused");
}

/** Lets a change die once its journal is written, and before any of it is done. */
function dieUnderWay(work: Parameters<ReturnType<typeof open>["change"]>[0]): void {
  let count = 0;
  let isDecided = false;
  const files = interceptFiles((name, args, proceed) => {
    if (isDecided && name !== "closeSync") throw new Death();
    count += 1;
    const result = proceed();
    isDecided = name === "renameSync" && String(args[1]).endsWith("journal.json");
    return result;
  });
  expect(() => open({ files }).change(work)).toThrow(Death);
}

describe("a change", () => {
  it("reads what it has written, and shows nothing before it is over", () => {
    open().change((change) => {
      change.write(META, "after");
      change.create("QMS/CR/CR-001/CR-001-draft.md", "draft");
      change.append(AUDIT, ["two", "three"]);
      expect(change.deliver(INBOX, "task-CR-001", "another")).toBe("task-CR-001-2.md");
      expect(change.move(`${INBOX}/task-CR-001.md`, ARCHIVE)).toBe("task-CR-001.md");
      expect(change.read(META)).toBe("after");
      expect(change.read(AUDIT)).toBe("one\ntwo\nthree\n");
      expect(change.read(`${ARCHIVE}/task-CR-001.md`)).toBe("a task");
      expect(change.read(`${INBOX}/task-CR-001.md`)).toBeUndefined();
      expect(change.hasFile(`${INBOX}/task-CR-001.md`)).toBe(false);
      expect(change.hasFile(`${INBOX}/task-CR-001-2.md`)).toBe(true);
      expect(change.list(INBOX)).toEqual(["task-CR-001-2.md"]);
      expect(change.list("QMS")).toEqual([".audit", ".meta", "CR"]);
      expect(text(META)).toBe("before");
      expect(text(AUDIT)).toBe("one\n");
    });
    expect(treeOf(root)).toMatchObject({
      [META]: "after",
      [AUDIT]: "one\ntwo\nthree\n",
      "QMS/CR/CR-001/CR-001-draft.md": "draft",
      [`${INBOX}/task-CR-001-2.md`]: "another",
      [`${ARCHIVE}/task-CR-001.md`]: "a task",
    });
  });

  it("is one step for each file, however often it is written", () => {
    addFiles(root, { "QMS/a.md": "a", "QMS/b.md": "b" });
    open().change((change) => {
      change.remove("QMS/a.md");
      change.write("QMS/a.md", "new a");
      change.write("QMS/b.md", "new b");
      change.remove("QMS/b.md");
      change.create("QMS/c.md", "c");
      change.remove("QMS/c.md");
      change.append("QMS/d.jsonl", ["1"]);
      change.append("QMS/d.jsonl", ["2"]);
      change.write("QMS/d.jsonl", `${change.read("QMS/d.jsonl")}3\n`);
      change.append("QMS/d.jsonl", ["4"]);
      const name = change.deliver(INBOX, "note", "text");
      change.move(`${INBOX}/${name}`, ARCHIVE);
    });
    expect(readdirSync(join(root, "QMS")).toSorted()).toEqual([".audit", ".meta", "a.md", "d.jsonl"]);
    expect(text("QMS/a.md")).toBe("new a");
    expect(text("QMS/d.jsonl")).toBe("1\n2\n3\n4\n");
    expect(text(`${ARCHIVE}/note.md`)).toBe("text");
    expect(readdirSync(join(root, INBOX))).toEqual(["task-CR-001.md"]);
  });

  it("ends an unfinished line before it adds its own", () => {
    appendFileSync(join(root, AUDIT), "cut sho");
    open().change((change) => change.append(AUDIT, ["two"]));
    expect(text(AUDIT)).toBe("one\ncut sho\ntwo\n");
  });

  it("removes folders that are empty by then, and no others", () => {
    addFiles(root, { "QMS/CR/CR-001/only.md": "", "QMS/CR/CR-002/one.md": "", "QMS/CR/CR-002/two.md": "" });
    open().change((change) => {
      change.remove("QMS/CR/CR-001/only.md");
      change.remove("QMS/CR/CR-002/one.md");
      change.removeEmptyFolder("QMS/CR/CR-001");
      change.removeEmptyFolder("QMS/CR/CR-002");
      expect(change.list("QMS/CR")).toEqual(["CR-002"]);
    });
    expect(readdirSync(join(root, "QMS/CR"))).toEqual(["CR-002"]);
  });

  it("writes nothing where it changes nothing", () => {
    const written: string[] = [];
    const files = interceptFiles((name, args, proceed) => {
      if (name === "renameSync" || name === "linkSync") written.push(String(args[1]));
      return proceed();
    });
    open({ files }).change((change) => {
      change.write(META, "before");
      change.append(AUDIT, []);
      change.remove("QMS/none.md");
      expect(change.move(`${INBOX}/none.md`, ARCHIVE)).toBeUndefined();
    });
    expect(written).toEqual([]);
  });

  it("is forgotten when its work refuses", () => {
    expect(
      refusalOf(() =>
        open().change((change) => {
          change.write(META, "after");
          throw new Refusal("Error: No.");
        }),
      ).text,
    ).toBe("Error: No.");
    expect(text(META)).toBe("before");
    open().change((change) => expect(change.read(META)).toBe("before"));
  });

  it("creates no file that is there", () => {
    const refusal = refusalOf(() => open().change((change) => change.create(META, "after")));
    expect(refusal.text).toContain(`${META} is there already.`);
  });

  it("keeps the rights of a file that it writes", () => {
    chmodSync(join(root, META), 0o664);
    open().change((change) => change.write(META, "after"));
    expect(statSync(join(root, META)).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o664);
  });

  it("writes through a link within the project, and through none that leaves it", () => {
    symlinkSync("CR/CR-001.json", join(root, "QMS/.meta/link.json"));
    symlinkSync("/tmp", join(root, "QMS/out"), "dir");
    open().change((change) => change.write("QMS/.meta/link.json", "after"));
    expect(text(META)).toBe("after");
    for (const work of ["write", "create"] as const) {
      expect(refusalOf(() => open().change((change) => change[work]("QMS/out/x.md", ""))).text).toContain(
        "leads out of the project",
      );
    }
    expect(refusalOf(() => open().change((change) => change.deliver("QMS/out", "x", ""))).text).toContain(
      "leads out of the project",
    );
  });

  it("is refused as a whole where an inbox is a file", () => {
    addFiles(root, { ".claude/users/tu_ui/inbox": "" });
    const refusal = refusalOf(() =>
      open().change((change) => {
        change.write(META, "after");
        change.deliver(".claude/users/tu_ui/inbox", "task-CR-001", "a task");
      }),
    );
    expect(refusal.text).toContain(".claude/users/tu_ui/inbox is a file where a folder belongs.");
    expect(text(META)).toBe("before");
  });

  it("cannot be begun within another one", () => {
    const store = open();
    expect(() => store.change(() => store.change(() => undefined))).toThrow("within another one");
    expect(() => store.change(() => open().change(() => undefined))).toThrow("within another one");
    store.change(() => store.recover());
  });

  it("does not mind a clock that jumps", () => {
    let now = 2_000_000_000_000;
    const store = open({ now: () => now });
    store.change((change) => change.write(META, "1"));
    for (const next of [0, 3_000_000_000_000, 1]) {
      now = next;
      store.change((change) => change.write(META, String(next)));
      store.deliverAlone(INBOX, "msg", "text");
    }
    expect(text(META)).toBe("1");
    expect(readdirSync(join(root, INBOX))).toHaveLength(4);
  });
});

describe("another program that writes at the same time", () => {
  it("is noticed before anything is written", () => {
    for (const touch of [
      (): void => writeFileSync(join(root, META), "foreign"),
      (): void => renameSync(join(root, META), join(root, "QMS/gone.json")),
    ]) {
      const refusal = refusalOf(() =>
        open().change((change) => {
          expect(change.read(META)).toBe("before");
          change.append(AUDIT, ["two"]);
          touch();
        }),
      );
      expect(refusal.text).toBe(
        `Error: ${META} was changed by another program in the meantime. Nothing was changed. Try again.`,
      );
      expect(text(AUDIT)).toBe("one\n");
      writeFileSync(join(root, META), "before");
    }
  });

  it("is noticed when it creates a file that was found missing", () => {
    const refusal = refusalOf(() =>
      open().change((change) => {
        expect(change.hasFile("QMS/new.md")).toBe(false);
        change.append(AUDIT, ["two"]);
        addFiles(root, { "QMS/new.md": "foreign" });
      }),
    );
    expect(refusal.text).toContain("QMS/new.md was changed by another program");
  });

  it("is noticed at the last moment too, and what was done until then is taken back", () => {
    const before = treeOf(root);
    let isLate = false;
    const files = interceptFiles((name, args, proceed) => {
      // Lines are added first: then the other program comes.
      if (name === "openSync" && String(args[0]).endsWith("CR-001.jsonl") && !isLate) {
        isLate = String(args[1]) !== "r";
      }
      if (isLate && name === "lstatSync" && String(args[0]).endsWith("CR-001.json")) {
        writeFileSync(join(root, META), "foreign");
      }
      return proceed();
    });
    const refusal = refusalOf(() =>
      open({ files }).change((change) => {
        change.deliver(".claude/users/tu_ui/inbox", "task-CR-001", "a task");
        change.append(AUDIT, ["two"]);
        change.write(META, "after");
      }),
    );
    expect(refusal.text).toContain(`${META} was changed by another program`);
    expect(treeOf(root)).toEqual({ ...before, [META]: "foreign" });
  });

  it("is not written over when a change is completed after a crash, and the rest is done", () => {
    dieUnderWay((change) => {
      change.write(META, "after");
      change.append(AUDIT, ["two"]);
      change.deliver(INBOX, "note", "text");
    });
    writeFileSync(join(root, META), "foreign");
    appendFileSync(join(root, AUDIT), "foreign\n");
    open().recover();
    expect(text(META)).toBe("foreign");
    expect(text(AUDIT)).toBe("one\nforeign\ntwo\n");
    expect(text(`${INBOX}/note.md`)).toBe("text");
    expect(warnings).toEqual([expect.stringContaining(`another program has changed ${META} since`)]);
    const kept = readdirSync(join(root, ".quorum/qms")).filter((name) => name.startsWith("journal"));
    expect(kept).toEqual([expect.stringMatching(/^journal-conflict-.*\.json$/)]);
    expect(warnings[0]).toContain(kept[0]);
    expect(text(`.quorum/qms/${kept[0]}`)).toContain('"after"');
    open().recover();
    expect(warnings).toHaveLength(1);
  });

  it("may have put a delivered item away before the change was completed: it is not delivered again", () => {
    let isDelivered = false;
    const files = interceptFiles((name, args, proceed) => {
      if (isDelivered && name !== "closeSync") throw new Death();
      const result = proceed();
      isDelivered = name === "linkSync" && String(args[1]).endsWith("note.md");
      return result;
    });
    expect(() => open({ files }).change((change) => change.deliver(INBOX, "note", "text"))).toThrow(Death);
    renameSync(join(root, INBOX, "note.md"), join(root, "QMS/read.md"));
    open().recover();
    expect(readdirSync(join(root, INBOX))).toEqual(["task-CR-001.md"]);
  });
});

describe("a journal", () => {
  it("that cannot be read is kept aside, and told of", () => {
    for (const content of [
      '{"format": 1, "id": "x", "ste',
      '{"format": 1, "id": "../x", "steps": []}',
      "[]",
    ]) {
      addFiles(root, {
        ".quorum/qms/journal.json": content,
        ".quorum/qms/lock/.keep": "",
        ".quorum/qms/tmp/.keep": "",
      });
      open({ now: () => 7 }).recover();
    }
    expect(warnings).toHaveLength(3);
    expect(warnings[0]).toContain("journal-unreadable-7.json");
  });

  it("touches nothing outside of the project", () => {
    const outside = makeProjectFolder({ "secret.md": "secret" });
    symlinkSync(outside, join(root, "QMS/out"), "dir");
    const steps = [
      { kind: "remove", path: "../x", before: "" },
      { kind: "remove", path: "QMS/out/secret.md", before: "secret" },
      { kind: "write", path: "QMS/out/new.md", before: null, text: "" },
      { kind: "move", path: "QMS/out/secret.md", identity: "1", folder: "QMS", name: "secret.md", number: 1 },
      { kind: "remove-folder", folder: "QMS/out/none" },
      { kind: "write", path: META, before: "before", text: "after" },
    ];
    addFiles(root, {
      ".quorum/qms/journal.json": JSON.stringify({ format: 1, id: "x", steps }),
      ".quorum/qms/lock/.keep": "",
      ".quorum/qms/tmp/.keep": "",
    });
    open().recover();
    expect(treeOf(outside)).toEqual({ "secret.md": "secret" });
    expect(text(META)).toBe("after");
    expect(warnings).toHaveLength(1);
    removeProjectFolder(outside);
  });

  it("is left for later where nothing can be written", () => {
    dieUnderWay((change) => change.write(META, "after"));
    const files = interceptFiles((name, args, proceed) => {
      if (name === "openSync" && args[1] === "wx") {
        throw Object.assign(new Error("EROFS"), { code: "EROFS", syscall: "open" });
      }
      return proceed();
    });
    const store = open({ files });
    store.recover();
    expect(store.read(META)).toBe("before");
    expect(warnings).toEqual([]);
    expect(refusalOf(() => store.change(() => undefined)).text).toBe(
      "Error: .quorum/qms cannot be written: it is on a read-only disk. Nothing was changed. " +
        "Make the disk writable, or work where it is.",
    );
    open().recover();
    expect(text(META)).toBe("after");
  });

  it("is nobody's business who may not look for it", () => {
    const files = interceptFiles((name, args, proceed) => {
      if (name === "lstatSync" && String(args[0]).endsWith("journal.json")) {
        throw Object.assign(new Error("EACCES"), { code: "EACCES", syscall: "lstat" });
      }
      return proceed();
    });
    const store = open({ files });
    store.recover();
    expect(store.read(META)).toBe("before");
    expect(warnings).toEqual([]);
  });

  it("costs one look where there is none", () => {
    const calls: string[] = [];
    const files = interceptFiles((name, _args, proceed) => {
      calls.push(name);
      return proceed();
    });
    const store = open({ files });
    calls.length = 0;
    store.recover();
    expect(calls).toEqual(["lstatSync"]);
  });
});

describe("a call", () => {
  const call = { key: 'qa "7"', result: (value: number) => `said ${value}\n` };

  it("is found with its result once its change is done", () => {
    const store = open();
    expect(store.findCall(call.key)).toBeUndefined();
    expect(
      store.change((change) => {
        change.write(META, "after");
        return 42;
      }, call),
    ).toBe(42);
    expect(store.findCall(call.key)).toBe("said 42\n");
    expect(open().findCall(call.key)).toBe("said 42\n");
    expect(store.findCall("qa")).toBeUndefined();
  });

  it("is recorded exactly when its change is done, whenever the process dies", () => {
    for (let count = 1; ; count += 1) {
      const place = makeProjectFolder({ [META]: "before" });
      const at = (files?: ReturnType<typeof filesThatDieAt>) =>
        openStore(place, { now: Date.now, isOnlyThread: true, ...(files === undefined ? {} : { files }) });
      let isOver = false;
      try {
        at(filesThatDieAt(count)).change((change) => {
          change.write(META, "after");
          return 1;
        }, call);
        isOver = true;
      } catch (error) {
        if (!(error instanceof Death)) throw error;
      }
      const result = at().findCall(call.key);
      expect(result === undefined ? "before" : "after").toBe(at().read(META));
      removeProjectFolder(place);
      if (isOver) break;
    }
  });

  it("is kept for thousands of others, but not for ever", () => {
    const store = open();
    const make = (key: string): unknown =>
      store.change((change) => change.write(META, key), { key, result: () => "x".repeat(500_000) });
    for (let number = 0; number < 20; number += 1) make(`call ${number}`);
    expect(store.findCall("call 0")).toBeUndefined();
    for (const number of [15, 16, 17, 18, 19]) expect(store.findCall(`call ${number}`)).toHaveLength(500_000);
  });
});

describe("a message", () => {
  it("is delivered without the lock, under the next free name", () => {
    const store = open();
    store.change(() => {
      expect(open().deliverAlone(INBOX, "msg", "one")).toBe("msg.md");
    });
    expect(store.deliverAlone(INBOX, "msg", "two")).toBe("msg-2.md");
    expect(store.deliverAlone(INBOX, "msg", "three")).toBe("msg-3.md");
    expect(store.deliverAlone(".claude/users/new/inbox", "msg", "four")).toBe("msg.md");
    expect(text(`${INBOX}/msg-2.md`)).toBe("two");
  });

  it("has a name that stays in its folder, and is seen there", () => {
    for (const stem of ["../x", "a/b", ".hidden", "a\0", ""]) {
      expect(refusalOf(() => open().deliverAlone(INBOX, stem, "")).text, stem).toMatch(/^Error: '/);
      expect(refusalOf(() => open().change((change) => change.deliver(INBOX, stem, ""))).text).toMatch(
        /^Error: '/,
      );
    }
  });

  it("is refused where a thousand have its name", () => {
    addFiles(root, { [`${INBOX}/msg.md`]: "" });
    for (let number = 2; number <= 1000; number += 1)
      writeFileSync(join(root, INBOX, `msg-${number}.md`), "");
    expect(refusalOf(() => open().deliverAlone(INBOX, "msg", "text")).text).toContain(
      "is there 1000 times already",
    );
    expect(readdirSync(join(root, ".quorum/qms/tmp"))).toEqual([]);
  });
});
