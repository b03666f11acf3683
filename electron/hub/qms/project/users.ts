import { ADMINISTRATORS, isGroup, isUserName, type Group, type User } from "../../../../shared/qms/group.ts";
import { AGENTS_FOLDER } from "../../../../shared/qms/document-path.ts";
import { cleanLine } from "../../../../shared/qms/text/clean-text.ts";
import { readFields } from "../documents/frontmatter.ts";
import { Refusal } from "../refusal.ts";
import type { ProjectFiles } from "../store/project-files.ts";

/** The users of a project: the administrators that every project has, and each with an agent file. */
export class Users {
  readonly #files: ProjectFiles;
  readonly #found = new Map<string, Group | "unknown" | undefined>();

  constructor(files: ProjectFiles) {
    this.#files = files;
  }

  /** The user of this name; a `Refusal` for somebody who is not one. */
  require(name: string): User {
    const group = this.#lookUp(name);
    if (group === undefined) throw unknownUser(name);
    if (group === "unknown") {
      const stated = cleanLine(this.#statedGroup(name) ?? "", 64);
      throw new Refusal(`Error: Invalid group '${stated}' in agent file for user '${name}'.`);
    }
    return { name, group };
  }

  /** The group of a user, if this is one. */
  groupOf(name: string): Group | undefined {
    const group = this.#lookUp(name);
    return group === "unknown" ? undefined : group;
  }

  isKnown(name: string): boolean {
    return this.groupOf(name) !== undefined;
  }

  /** Everybody with an agent file, with the group that it states. */
  get defined(): readonly { readonly name: string; readonly group: string }[] {
    return this.#files.list(AGENTS_FOLDER).flatMap((file) => {
      const name = file.endsWith(".md") ? file.slice(0, -3) : "";
      if (!isUserName(name) || ADMINISTRATORS.includes(name)) return [];
      return [{ name, group: this.#lookUp(name) ?? "unknown" }];
    });
  }

  /** The names of all users, as a list for a person. */
  get names(): readonly string[] {
    const defined = this.defined.filter(({ group }) => group !== "unknown").map(({ name }) => name);
    return [...ADMINISTRATORS, ...defined].toSorted();
  }

  #lookUp(name: string): Group | "unknown" | undefined {
    if (ADMINISTRATORS.includes(name)) return "administrator";
    if (!this.#found.has(name)) this.#found.set(name, this.#read(name));
    return this.#found.get(name);
  }

  #read(name: string): Group | "unknown" | undefined {
    // The listing tells apart what a file system that ignores case would open under either name.
    if (!isUserName(name) || !this.#files.list(AGENTS_FOLDER).includes(`${name}.md`)) return undefined;
    const group = this.#statedGroup(name);
    return group !== undefined && isGroup(group) ? group : "unknown";
  }

  #statedGroup(name: string): string | undefined {
    const text = this.#files.read(`${AGENTS_FOLDER}/${name}.md`);
    return text === undefined ? undefined : readFields(text).fields.get("group");
  }
}

function unknownUser(name: string): Refusal {
  const shown = name.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, 64);
  return new Refusal(
    [
      "",
      `Error: User '${shown}' not found.`,
      "",
      "To use qms-cli, you must be either:",
      `  - A hardcoded administrator: ${ADMINISTRATORS.toReversed().join(", ")}`,
      `  - Defined via an agent file: ${AGENTS_FOLDER}/${shown}.md`,
      "",
      "An administrator adds a user with:",
      `  qms --user lead user --add ${shown} --group reviewer`,
      "or by writing that agent file, with this at its head:",
      "  ---",
      `  name: ${shown}`,
      "  group: reviewer",
      "  ---",
      "",
    ].join("\n"),
  );
}
