import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// `plain-read <root> <read|lstat>`: goes through the files that a hub follows, as plainly as can be, and says how long it
// took.
const [root = "", what = ""] = process.argv.slice(2);
const began = performance.now();
let files = 0;
visit(join(root, "QMS"));
visit(join(root, ".claude"));
process.stdout.write(`${JSON.stringify({ ms: performance.now() - began, files })}\n`);

function visit(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) visit(path);
    else if (entry.isFile()) {
      files += 1;
      if (what === "read") readFileSync(path);
      else lstatSync(path);
    }
  }
}
