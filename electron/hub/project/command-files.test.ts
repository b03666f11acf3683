import { execFileSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeCommands } from "./command-files.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "commands-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe.skipIf(process.platform === "win32")("the commands of a project", () => {
  it("start what they are for, with its arguments as they are, from odd places too", async () => {
    const odd = join(folder, 'it\'s $HOME and "more" `x`');
    mkdirSync(odd);
    const script = join(odd, "qms.mjs");
    writeFileSync(script, "console.log(JSON.stringify(process.argv.slice(2)))");
    const bin = await writeCommands(folder, { node: process.execPath, qms: script });
    const words = ["a b", "it's", "$HOME", "*", ""];
    const said = execFileSync("qms", words, { env: { PATH: `${bin}:/usr/bin:/bin` } });
    expect(JSON.parse(said.toString())).toEqual(words);
  });

  it("follow what they start when it moves, and are left alone otherwise", async () => {
    const bin = await writeCommands(folder, { node: "/node", qms: "/one/qms.js" });
    const { ino } = statSync(join(bin, "qms"));
    await writeCommands(folder, { node: "/node", qms: "/one/qms.js" });
    expect(statSync(join(bin, "qms")).ino).toBe(ino);
    await writeCommands(folder, { node: "/node", qms: "/two/qms.js" });
    expect(readFileSync(join(bin, "qms"), "utf8")).toBe(`#!/bin/sh\nexec '/node' '/two/qms.js' "$@"\n`);
    expect(statSync(join(bin, "qms")).mode & 0o777).toBe(0o755);
  });

  it("are alone in their folder, whatever a project brought along", async () => {
    mkdirSync(join(folder, "bin", "folder"), { recursive: true });
    writeFileSync(join(folder, "bin", "git"), "#!/bin/sh\n", { mode: 0o755 });
    symlinkSync("/bin/sh", join(folder, "bin", "qms"));
    const bin = await writeCommands(folder, { node: "/node", qms: "/qms.js" });
    expect(readdirSync(bin)).toEqual(["qms"]);
    expect(lstatSync(join(bin, "qms")).isFile()).toBe(true);
  });

  it("are not written to where a link leads", async () => {
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, "kept"), "");
    mkdirSync(join(folder, "data"));
    symlinkSync(elsewhere, join(folder, "data", "bin"));
    await writeCommands(join(folder, "data"), { node: "/node", qms: "/qms.js" });
    expect(readdirSync(elsewhere)).toEqual(["kept"]);
    expect(lstatSync(join(folder, "data", "bin")).isDirectory()).toBe(true);
  });
});

it("has a form for each of the shells of Windows", async () => {
  const programs = { node: "C:\\100%\\node.exe", qms: "C:\\Jürgen's\\qms.js" };
  const bin = await writeCommands(folder, programs, true);
  const read = (name: string): string => readFileSync(join(bin, name), "utf8");
  expect(readdirSync(bin).toSorted()).toEqual(["qms", "qms.cmd", "qms.mjs"]);
  expect(read("qms.cmd")).toBe(`@"C:\\100%%\\node.exe" "%~dp0qms.mjs" %*\r\n`);
  expect(read("qms.mjs")).toBe(`import "file:///C:/J%C3%BCrgen's/qms.js";\n`);
  expect(read("qms")).toBe(`#!/bin/sh\nexec 'C:/100%/node.exe' 'C:/Jürgen'\\''s/qms.js' "$@"\n`);
  await writeCommands(folder, { ...programs, node: "C:\\Jürgen\\node.exe" }, true);
  expect(read("qms.cmd")).toMatch(/^@chcp 65001 >nul\r\n@"C:\\Jürgen/);
});
