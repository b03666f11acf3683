import { documentCommand, switched, type Command } from "./command.ts";

/** The commands that look after a project and its users. */
export const PROJECT_COMMANDS: readonly Command[] = [
  {
    name: "init",
    summary: "make a folder a QMS project",
    places: [],
    options: [
      { name: "--root", value: { name: "DIR", count: "one" }, help: "the folder; else the current one" },
      { name: "--yes", short: "-y", help: "do not ask" },
    ],
    ask: (given) => ({
      request: { kind: "init", root: given.word("--root"), yes: switched(given, "--yes") },
    }),
  },
  {
    name: "user",
    summary: "list or add users",
    places: [],
    options: [
      { name: "--add", value: { name: "NAME", count: "one" }, help: "add this user" },
      {
        name: "--group",
        value: { name: "GROUP", count: "one" },
        help: "to administrator, initiator, quality or reviewer",
      },
      { name: "--list", help: "list all users" },
    ],
    ask: (given) => {
      const name = given.word("--add");
      if (name !== undefined) return { request: { kind: "user-add", name, group: given.word("--group") } };
      return given.has("--list") ? { request: { kind: "user-list" } } : { refusal: undefined };
    },
  },
  {
    name: "namespace",
    summary: "list or add namespaces of specifications",
    places: [
      { name: "list|add", isOptional: true, help: "what to do; without it they are listed" },
      { name: "NAME", isOptional: true, help: "the name to add" },
    ],
    options: [],
    ask: (given) => {
      const action = given.word("list|add") ?? "list";
      if (action === "list") return { request: { kind: "namespace-list" } };
      if (action !== "add") return { refusal: `Error: Unknown action '${action}'` };
      const name = given.word("NAME");
      if (name === undefined)
        return { refusal: "Error: A namespace needs a name.\nUsage: qms namespace add NAME" };
      return { request: { kind: "namespace-add", name } };
    },
  },
  documentCommand("fix", "put the head lines of a document in force right", (id) => ({ kind: "fix", id })),
  {
    name: "migrate",
    summary: "move the state of old documents out of their heads",
    places: [],
    options: [
      { name: "--dry-run", help: "only say what would be done" },
      { name: "--force", help: "also where it was done before" },
    ],
    ask: (given) => ({
      request: {
        kind: "migrate",
        dryRun: switched(given, "--dry-run"),
        force: switched(given, "--force"),
      },
    }),
  },
  {
    name: "verify-migration",
    summary: "check that all documents were moved",
    places: [],
    options: [],
    ask: () => ({ request: { kind: "verify-migration" } }),
  },
];
