import { realpath, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { Refusal } from "./refusal.mjs";

/** Writes a file as the agent's editor would: the first line names it, what follows is its text. */
export async function writeFileOfProject(request, terminal) {
  const [, name, text] = /^([^\n]+)\n([\s\S]+)$/.exec(request) ?? [];
  if (name === undefined)
    throw new Refusal(
      "That needs a file's name and, from the next line on, its text: paste both in one piece.",
    );
  const root = await realpath(process.cwd());
  const folder = await realpath(dirname(resolve(root, name.trim()))).catch(() => undefined);
  if (folder === undefined) throw new Refusal(`There is no folder for ${name.trim()}.`);
  const file = join(folder, basename(name.trim()));
  const path = relative(root, file).split(sep);
  if (path[0] === ".." || path[0] === "") throw new Refusal("I write in my project only.");
  if (path[0] === "QMS") throw new Refusal("Files below QMS are changed by the qms command only.");
  await writeFile(file, `${text.trimEnd()}\n`).catch((error) => {
    throw new Refusal(`${path.join("/")} could not be written: ${error.message}`);
  });
  const { style } = terminal;
  terminal.line(`${style.green("●")} Wrote ${path.join("/")}, ${text.trimEnd().split("\n").length} lines.`);
}
