import { isDocumentId } from "../../../../shared/qms/document-id.ts";
import { metaOf } from "../../../../shared/qms/document-path.ts";
import { parseMeta } from "../../../../shared/qms/meta.ts";
import { Refusal } from "../refusal.ts";
import type { User } from "../../../../shared/qms/group.ts";
import type { ProjectFiles } from "../store/project-files.ts";

/** What a look at the state of all documents finds. */
interface Survey {
  readonly good: number;
  /** Each file that is missing or damaged, with what is wrong. */
  readonly problems: readonly string[];
}

/**
 * States of documents live in files of their own since long; what an older project kept in front matter is not taken
 * over. This counts, so that whoever runs the old command sees that nothing is left to do, or what is.
 */
export function migrate(files: ProjectFiles, user: User, isDryRun: boolean): string {
  if (user.name !== "lead") throw new Refusal("Error: Only 'lead' can run document migration.");
  const { good, problems } = survey(files);
  return [
    ...problems.map((problem) => `  ${problem}`),
    isDryRun ? "Migration complete (dry run):" : "Migration complete:",
    "  Migrated: 0",
    `  Skipped (already migrated): ${good}`,
    `  Errors: ${problems.length}`,
  ].join("\n");
}

/** Says whether every document has a state that can be read. */
export function verifyMigration(files: ProjectFiles): { readonly text: string; readonly isGood: boolean } {
  const { good, problems } = survey(files);
  const isGood = problems.length === 0;
  return {
    text: [
      ...problems.map((problem) => `  ${problem}`),
      `Verified: ${good} document(s) with metadata`,
      isGood ? "Migration verified." : `Problems: ${problems.length}`,
    ].join("\n"),
    isGood,
  };
}

function survey(files: ProjectFiles): Survey {
  const problems: string[] = [];
  let good = 0;
  for (const id of documentIds(files)) {
    const text = files.read(metaOf(id));
    const parsed = text === undefined ? undefined : parseMeta(text);
    if (parsed === undefined) problems.push(`${metaOf(id)} is missing`);
    else if (parsed.kind === "problem") problems.push(`${metaOf(id)}: ${parsed.problem}`);
    else good += 1;
  }
  return { good, problems };
}

/** Every document with a file, wherever the procedure puts documents. */
function documentIds(files: ProjectFiles): ReadonlySet<string> {
  const found = new Set<string>();
  for (const folder of foldersIn(files, "QMS")) {
    for (const place of [folder, ...foldersIn(files, folder)]) {
      for (const name of files.list(place)) {
        const id = name.replace(/(?:-draft)?\.md$/, "");
        if (name.endsWith(".md") && isDocumentId(id)) found.add(id);
      }
    }
  }
  return found;
}

/** The folders of documents in a folder; what begins with a dot is the workflow's own. */
function foldersIn(files: ProjectFiles, folder: string): string[] {
  return files
    .list(folder)
    .filter((name) => !name.startsWith("."))
    .map((name) => `${folder}/${name}`)
    .filter((path) => !files.hasFile(path));
}
