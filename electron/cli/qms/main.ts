#!/usr/bin/env node
import module from "node:module";
import { compileCacheFolder } from "../../../shared/base/compile-cache-folder.ts";

// The command is started for every single thing that an agent does: what it is made of is kept compiled. Where that
// cannot be, it is only slower.
const folder = compileCacheFolder(process.env, process.platform);
if (folder !== undefined) module.enableCompileCache?.(folder);

const { runProgram } = await import("./program.ts");
process.exitCode = await runProgram(process.argv.slice(2), process.env);
