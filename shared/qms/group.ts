/** The groups of users, the one that may most first. What one may, those before it may too. */
export const GROUPS = ["administrator", "initiator", "quality", "reviewer"] as const;
export type Group = (typeof GROUPS)[number];

export function isGroup(text: string): text is Group {
  return GROUPS.some((group) => group === text);
}

/** Users who need no agent file, and whose agent file does not count. */
export const ADMINISTRATORS: readonly string[] = ["claude", "lead"];

/** The user who is no agent, but the person at the desk. */
export const PERSON = "lead";

/** Someone who acts on documents. */
export interface User {
  readonly name: string;
  readonly group: Group;
}

export function isAtLeast(group: Group, required: Group): boolean {
  return GROUPS.indexOf(group) <= GROUPS.indexOf(required);
}

/** What a new user may be called. */
export function isNewUserName(name: string): boolean {
  return /^[a-z][a-z0-9_]{0,31}$/.test(name);
}

/** Whether a name can be that of a user at all: only such a name may become part of a path. */
export function isUserName(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/.test(name) && !name.includes("..");
}
