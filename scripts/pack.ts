import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build/build.ts";
import { checkPackage } from "./pack/check-package.ts";
import { electronFolder } from "./pack/electron-folder.ts";

// `npm run pack`: the unpacked app under dist/, checked. `npm run pack -- --installers`: this system's installers too.
const root = resolve(import.meta.dirname, "..");
process.chdir(root);
const { values } = parseArgs({ options: { installers: { type: "boolean" } } });
const say = (line: string): void => void process.stdout.write(`${line}\n`);

await build({ root, onBuilt: (target) => say(`built ${target}`) });
const electron = await electronFolder(root);
if (!electron.isReal) say("Electron's binaries are not here: packing with a stand-in for them.");
await rm(join(root, "dist"), { recursive: true, force: true });
const cli = createRequire(import.meta.url).resolve("electron-builder/cli.js");
const what = values.installers === true ? [] : ["--dir"];
const builder = spawn(
  process.execPath,
  [cli, ...what, "--publish", "never", `-c.electronDist=${electron.path}`],
  {
    cwd: root,
    stdio: "inherit",
  },
);
const [code] = await once(builder, "exit");
if (code !== 0) process.exit(1);

const unpacked = (await readdir(join(root, "dist"), { withFileTypes: true })).find(
  (entry) => entry.isDirectory() && /^(?:linux|win|mac)/.test(entry.name),
);
if (unpacked === undefined) throw new Error("electron-builder left no unpacked app under dist/.");
const { lines, faults } = await checkPackage(join(root, "dist", unpacked.name));
for (const line of lines) say(line);
for (const fault of faults) say(`FAULT: ${fault}`);
say(faults.length === 0 ? `The package in dist/${unpacked.name} is good.` : "The package is not good.");
process.exitCode = faults.length === 0 ? 0 : 1;
