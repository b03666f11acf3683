import { describe, expect, it } from "vitest";
import {
  rounds,
  seededRandom,
  type SeededRandom,
} from "../../../../shared/base/seeded-random.test-support.ts";
import { strangeText } from "../../../../shared/qms/text/strange-text.test-support.ts";
import { readDocument, readFields, splitDocument, writeDocument } from "./frontmatter.ts";
import { readSimpleFields } from "./simple-fields.ts";
import { readYaml } from "./read-yaml.ts";

describe("the split of a document", () => {
  it.each([
    ["---\ntitle: x\n---\n\nBody\n", "title: x", "Body\n"],
    ["---\r\ntitle: x\r\n---\r\n\r\nBody\r\n", "title: x\r", "Body\r\n"],
    ["\ufeff---\ntitle: x\n---\nBody", "title: x", "Body"],
    ["--- \ntitle: x\n---\t\nBody\n---\nmore", "title: x", "Body\n---\nmore"],
    ["---\ntitle: a---b\n ---\n---- \n---\nBody", "title: a---b\n ---\n---- ", "Body"],
    ["---\n---\nBody", "", "Body"],
    ["---\ntitle: x\n---", "title: x", ""],
    ["Body", undefined, "Body"],
    ["\n---\ntitle: x\n---\n", undefined, "\n---\ntitle: x\n---\n"],
    [" ---\nx\n---\n", undefined, " ---\nx\n---\n"],
    ["----\nx\n---\n", undefined, "----\nx\n---\n"],
    ["", undefined, ""],
    ["---\n{}\n---\n\n---\ntitle: x\n---\n\nBody", "title: x", "Body"],
    ["---\n{}\n---\n\n---\n{}\n---\n\n---\ntitle: x\n---\nBody", "title: x", "Body"],
    ["---\n{}\n---\n\n---\n\nA rule\n\n---\n", "{}", "---\n\nA rule\n\n---\n"],
  ])("of %j", (text, block, body) => {
    const split = splitDocument(text);
    expect(split.block).toBe(block);
    expect(split.body).toBe(body);
    expect(split.problem).toBeUndefined();
  });

  it("reports a frontmatter without an end or of megabytes, and is quick about it", () => {
    const began = performance.now();
    expect(splitDocument("---\ntitle: x\n").problem).toContain("no end");
    expect(splitDocument("---").block).toBeUndefined();
    expect(splitDocument(`---\n${"---x\n".repeat(1_000_000)}`).problem).toBeDefined();
    expect(splitDocument(`---\n${"a: b\n".repeat(1_000_000)}---\nBody`).problem).toContain("64 kB");
    expect(splitDocument(`${"---\n{}\n---\n".repeat(400_000)}`).body).not.toBe("");
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe("reading a document", () => {
  it.each([
    ["title: T\nrevision_summary: R", "T", "R"],
    ["title: 'It''s'\nrevision_summary: \"CR-1: x\"", "It's", "CR-1: x"],
    ["title: T\nstatus: DRAFT\nreview_history:\n- a: b\nrevision_summary: R", "T", "R"],
    ["title: T\nrevision_summary: 'CR-1: a long one\n  in two lines'", "T", "CR-1: a long one in two lines"],
    ["title: T\nrevision_summary: |\n  one\n  two", "T", "one\ntwo\n"],
    ["title: 1e3\nrevision_summary: 08", "1e3", "08"],
    ["title: yes\nrevision_summary: ~", "yes", "~"],
    ["title: T", "T", undefined],
    ['title: "a\\x2d--b"', "a---b", undefined],
    ["title: one\ntitle: two", "two", undefined],
    // What is no YAML, or another thing than a text, is read as it was meant.
    ["title: T\nrevision_summary: CR-032: unquoted\n  and folded", "T", "CR-032: unquoted and folded"],
    ["title: *bold*\nrevision_summary: R", "*bold*", "R"],
    ["title: !important\nrevision_summary: R", "!important", "R"],
    ["title: [Draft] x\nrevision_summary: R", "[Draft] x", "R"],
    ["title: [Draft]\nrevision_summary: R", "[Draft]", "R"],
    ["title: {a: b}\nrevision_summary: R", "{a: b}", "R"],
    ["title: @home\n\tx: y", "@home x: y", undefined],
    ["title: 'open\nrevision_summary: R", "'open", "R"],
    ["title: T\nrevision_summary:\n  a: b", "T", "a: b"],
    ["title: a\u0000b", "a\u0000b", undefined],
  ])("with the frontmatter %j", (block, title, revisionSummary) => {
    const document = readDocument(`---\n${block}\n---\n\nBody`);
    expect(document.title).toBe(title);
    expect(document.revisionSummary).toBe(revisionSummary);
    expect(document.body).toBe("Body");
    expect(document.problem).toBeUndefined();
  });

  it("takes a text without frontmatter as it is", () => {
    expect(readDocument("# T\n---\n")).toEqual({ keys: [], body: "# T\n---\n" });
  });

  it.each([
    ["a\nb: [", 3],
    ["- a\n- b", 2],
    ["just words", 2],
    ["\u0000", 2],
    ["{a: b", 2],
  ])("names the line where the frontmatter %j cannot be read, and loses nothing", (block, line) => {
    const text = `---\n${block.replace("b: [", "\tb [")}\n---\nBody`;
    const document = readDocument(text);
    expect(document.problem).toMatch(new RegExp(`^Line [2-${line}] `));
    expect(document.body).toBe(text);
  });

  it("counts the lines of a second block from the file's beginning", () => {
    const { problem } = readDocument("---\n{}\n---\n\n---\nx: y\n- {\n---\nBody");
    expect(problem).toMatch(/^Line 7 /);
  });

  it("expands no aliases", () => {
    const began = performance.now();
    const bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"];
    for (let level = 1; level < 30; level += 1) {
      const before = `*${String.fromCharCode(96 + level)}`;
      bomb.push(
        `${String.fromCharCode(97 + level)}: &${String.fromCharCode(97 + level)} [${`${before}, `.repeat(8)}${before}]`,
      );
    }
    expect(readDocument(`---\n${bomb.join("\n")}\ntitle: T\n---\nBody`).title).toBe("T");
    expect(readDocument(`---\ntitle: ${"[".repeat(60_000)}\n---\nBody`).title).toBe("[".repeat(60_000));
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe("writing a document", () => {
  it("keeps the two keys in their order, quotes what needs it, and drops all others", () => {
    const text = "---\nversion: 1.0\nrevision_summary: CR-1: x\ntitle: T\n---\n\n\nBody\n";
    expect(writeDocument(readDocument(text))).toBe(
      "---\nrevision_summary: 'CR-1: x'\ntitle: T\n---\n\nBody\n",
    );
    expect(writeDocument({ title: "A: b", revisionSummary: "", body: "x" })).toBe(
      "---\ntitle: 'A: b'\nrevision_summary: ''\n---\n\nx",
    );
  });

  it("never leaves a frontmatter without a key", () => {
    expect(writeDocument({ body: "---\nBody" })).toBe("---\ntitle: ''\n---\n\n---\nBody");
  });

  it("is read back as it was written, also by a program that splits at every ---", () => {
    const random = seededRandom(21);
    for (let round = 0; round < rounds(2000); round += 1) {
      const title = strangeText(random, 10).toWellFormed();
      const revisionSummary = strangeText(random, 10).toWellFormed();
      const body = `#${strangeText(random, 10)}`.replaceAll("\r", "");
      const text = writeDocument({ title, revisionSummary, body });
      expect(readDocument(text)).toEqual({
        title,
        revisionSummary,
        keys: ["title", "revision_summary"],
        body,
      });
      expect(text.split("---").slice(2).join("---")).toBe(`\n\n${body}`);
    }
  });
});

describe("reading the fields of an item", () => {
  it("gives every text at the top", () => {
    const { fields, body } = readFields(
      "---\ntype: message\nsubject: \"a 'b'\"\nlist:\n- x\n__proto__: p\n---\n\nHi\n",
    );
    expect([...fields]).toEqual([
      ["type", "message"],
      ["subject", "a 'b'"],
      ["__proto__", "p"],
    ]);
    expect(body).toBe("Hi\n");
  });

  it("goes by the lines where a title was not quoted", () => {
    const { fields, problem } = readFields("---\ntask_id: task-1\ntitle: CR: a: b\nversion: 0.1\n---\n\nx");
    expect([...fields]).toEqual([
      ["task_id", "task-1"],
      ["title", "CR: a: b"],
      ["version", "0.1"],
    ]);
    expect(problem).toBeUndefined();
  });

  it("has none where there is no frontmatter, and says where there is one that cannot be read", () => {
    expect(readFields("hello")).toEqual({ fields: new Map(), body: "hello" });
    expect(readFields("---\nhello").problem).toContain("no end");
    expect(readFields("---\n- hello\n---\nx").problem).toContain("Line 2");
  });

  it("never fails, whatever it reads", () => {
    const random = seededRandom(4);
    for (let round = 0; round < rounds(4000); round += 1) {
      const text = `---\n${strangeText(random, 40)}`;
      const { fields, body } = readFields(text);
      expect(typeof body).toBe("string");
      for (const value of fields.values()) expect(typeof value).toBe("string");
      readDocument(writeDocument(readDocument(text)));
    }
  });
});

/** Blocks that are nearly YAML, made of what stands in real ones. */
function someBlock(random: SeededRandom): string {
  const starts = [
    "title:",
    "title: ",
    "a_b: ",
    "x-y: ",
    "  ",
    " ",
    "",
    "# ",
    "- ",
    "key",
    "'k': ",
    "__proto__: ",
  ];
  const ends = [
    "",
    "text",
    "'a b'",
    "'it''s'",
    "'open",
    '"a b"',
    '"a\\x2d"',
    "open'",
    "a: b",
    "a #b",
    "#b",
    "b:",
    " '' ",
    "é 😀",
  ];
  const lines: string[] = [];
  for (let left = random.below(6); left >= 0; left -= 1) {
    const start = starts[random.below(starts.length)] ?? "";
    const end = random.below(4) === 0 ? strangeText(random, 3) : (ends[random.below(ends.length)] ?? "");
    lines.push(`${start}${end}${["", " ", "\r"][random.below(3)] ?? ""}`);
  }
  return lines.join("\n");
}

describe("the quick way through simple blocks", () => {
  it("agrees with the parser wherever it is taken", () => {
    const random = seededRandom(8);
    let taken = 0;
    for (let round = 0; round < rounds(30_000); round += 1) {
      const block = someBlock(random);
      const simple = readSimpleFields(block);
      if (simple === undefined || simple.size === 0) continue;
      taken += 1;
      const result = readYaml(block);
      expect(result.kind === "value" && Object.entries(result.value ?? {}), JSON.stringify(block)).toEqual([
        ...simple,
      ]);
    }
    expect(taken).toBeGreaterThan(1000);
  });

  it("is taken for nearly all real files", () => {
    const task =
      "task_id: task-CR-1-review-v0-1\ntask_type: REVIEW\ntitle: 'A: b'\nassigned_date: 2026-02-04\nversion: 0.1";
    const message =
      'type: message\nfrom: claude\nto: qa\ntimestamp: 2026-02-04T14:30:22Z\nsubject: "Note on CR-056"';
    const folded = "title: T\nrevision_summary: 'CR-1: first,\n  second (it''s),\n  third'";
    for (const block of [task, message, folded]) expect(readSimpleFields(block)).toBeDefined();
  });
});
