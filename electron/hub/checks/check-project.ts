import { access, constants, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Check } from "../../../shared/contract/checks.ts";
import { ADMINISTRATORS } from "../../../shared/qms/group.ts";
import { hasCode } from "../files/has-code.ts";
import { Users } from "../qms/project/users.ts";
import { projectBlockers } from "../qms/setup/init.ts";
import { openStore } from "../qms/store/project-store.ts";
import { listed } from "./check-programs.ts";

const CONFIG_FILE = "qms.config.json";
/** What the engine writes, and what the Python command writes. */
const KNOWN_VERSIONS = ["1.0"];
const QmsConfig = z.object({ version: z.string().optional() });

/** How the QMS of a project stands. */
export async function checkQms(root: string, agents: readonly string[]): Promise<Check> {
  const check = { id: "qms", title: "QMS" } as const;
  const problem = (sentence: string, mend?: Check["mend"]): Check => ({
    ...check,
    state: "problem",
    sentence,
    ...(mend === undefined ? {} : { mend }),
  });
  if (!(await isFolder(join(root, "QMS")))) {
    const blockers = projectBlockers(root);
    if (blockers.length === 0)
      return problem("This project has no QMS yet: there are no documents, and agents have no tasks.", {
        kind: "initialize",
      });
    return problem(
      `The folder QMS is missing, but ${listed(blockers)} ${blockers.length === 1 ? "is" : "are"} there. Put QMS back from a copy, or move the rest away and look again.`,
    );
  }
  const version = await configVersion(root);
  if (version === "broken") return problem(`${CONFIG_FILE} is not JSON. Correct it, and look again.`);
  if (version !== undefined && !KNOWN_VERSIONS.includes(version))
    return problem(
      `${CONFIG_FILE} is of version ${version}, and this Quorum knows ${listed(KNOWN_VERSIONS)}.`,
    );
  const { defined } = new Users(openStore(root, { now: Date.now }));
  const groupless = defined.filter(({ group }) => group === "unknown").map(({ name }) => name);
  if (groupless.length > 0)
    return problem(
      `${listed(groupless)} ${groupless.length === 1 ? "has" : "have"} no group that the QMS knows: say one at the head of the file in .claude/agents, such as “group: reviewer”.`,
    );
  const users = [...ADMINISTRATORS, ...defined.map(({ name }) => name)].toSorted();
  const strangers = agents.filter((agent) => !users.includes(agent));
  const [stranger] = strangers;
  if (stranger !== undefined)
    return {
      ...check,
      state: "note",
      sentence: `${listed(strangers)} cannot use the QMS: ${strangers.length === 1 ? "it is no user" : "they are no users"} of it.`,
      mend: { kind: "command", command: `qms --user lead user --add ${stranger} --group reviewer` },
    };
  return { ...check, state: "ok", sentence: `The QMS is in order. Its users are ${listed(users)}.` };
}

async function configVersion(root: string): Promise<string | undefined> {
  const text = await readFile(join(root, CONFIG_FILE), "utf8").catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "EACCES", "EPERM", "EISDIR")) return "{}";
    throw error;
  });
  try {
    return QmsConfig.safeParse(JSON.parse(text)).data?.version?.slice(0, 50);
  } catch (error) {
    if (error instanceof SyntaxError) return "broken";
    throw error;
  }
}

/** Whether what Quorum and its agents write in a project can be written. */
export async function checkRights(root: string): Promise<Check> {
  const check = { id: "rights", title: "Right to write" } as const;
  const denied = await Promise.all(
    [".", "QMS", join(".claude", "users"), ".quorum"].map(async (path) =>
      (await isWritable(join(root, path))) ? [] : [path === "." ? root : path],
    ),
  );
  const places = denied.flat();
  if (places.length === 0) return { ...check, state: "ok", sentence: "Everything here can be written." };
  return {
    ...check,
    state: "problem",
    sentence: `You may not write in ${listed(places)}: agents could keep nothing there. Change who it belongs to, or choose another project.`,
    mend: { kind: "choose-project" },
  };
}

/** What is not there yet is made in the project's folder, which is looked at as well. */
function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, "ENOENT", "ENOTDIR")) return true;
      if (hasCode(error, "EACCES", "EPERM", "EROFS")) return false;
      throw error;
    },
  );
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (info) => info.isDirectory(),
    (error: unknown) => {
      if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM")) return false;
      throw error;
    },
  );
}

/** Whether git leaves out what must not get into it. */
export function checkIgnoreRules(missing: readonly string[], isInRepository: boolean): Check {
  const check = { id: "ignore-rules", title: "Ignored by git" } as const;
  if (missing.length === 0)
    return {
      ...check,
      state: "ok",
      sentence: isInRepository
        ? "Quorum's own data and the logins of agents stay out of git."
        : "There is no repository that anything could get into.",
    };
  return {
    ...check,
    state: "problem",
    sentence: `.gitignore does not say ${listed(missing)}: the logins of agents in containers lie there.`,
    mend: { kind: "ignore-rules" },
  };
}
