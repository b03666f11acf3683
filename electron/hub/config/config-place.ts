import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** Where a configuration is wrong, as one would write it in a program, and what is wrong there. */
export interface ConfigPlace {
  /** Such as `agents.qa.mounts[0].at`; empty where it is the file as a whole. */
  readonly place: string;
  readonly message: string;
}

/** The first thing that is wrong, at its innermost place. */
export function placeOf({ issues }: Pick<z.ZodError, "issues">): ConfigPlace {
  const [issue] = issues;
  if (issue === undefined) return { place: "", message: "it is not what it should be" };
  const { path, message } = innermost(issue, []);
  return { place: pathText(path), message: message.replace(/\.$/, "") };
}

interface Found {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function innermost(issue: Issue, before: readonly PropertyKey[]): Found {
  const path = [...before, ...issue.path];
  // A name that may not be one: what is wrong with it is said by the issue inside.
  if (issue.code === "invalid_key") return { path, message: issue.issues[0]?.message ?? issue.message };
  if (issue.code === "invalid_union") {
    const deeper = furthest(issue.errors.filter((errors) => errors.length > 0));
    if (deeper !== undefined) return innermost(deeper, path);
  }
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    return { path: [...path, key], message: "there is no such setting" };
  }
  return { path, message: issue.message };
}

/** Of the alternatives the one that was nearly said: whose first complaint is within, and not about the whole. */
function furthest(alternatives: readonly (readonly Issue[])[]): Issue | undefined {
  return alternatives.map(([first]) => first).find((issue) => isWithin(issue));
}

function isWithin(issue: Issue | undefined): boolean {
  return issue !== undefined && (issue.path.length > 0 || issue.code === "unrecognized_keys");
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${String(key)}]`;
    const name = String(key);
    if (!/^[\w$-]+$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === "" ? name : `${text}.${name}`;
  }, "");
}
