import { join } from "node:path";
import { AGENTS_FOLDER, inboxOf, USERS_FOLDER } from "../../../../shared/qms/document-path.ts";
import { ADMINISTRATORS, isGroup, isNewUserName } from "../../../../shared/qms/group.ts";
import { isPermitted, PERMISSIONS } from "../../../../shared/qms/permission.ts";
import type { Operation } from "../operation.ts";
import { shownId } from "../project/documents.ts";
import type { Users } from "../project/users.ts";
import { Refusal } from "../refusal.ts";

/** The users of a project and their groups. */
export function listUsers(users: Users): string {
  return [
    "QMS Users:",
    "-".repeat(40),
    "",
    "Hardcoded Administrators:",
    ...ADMINISTRATORS.map((name) => `  ${name}: administrator`),
    "",
    "Agent File Users:",
    ...users.defined.map(({ name, group }) => `  ${name}: ${group}`),
  ].join("\n");
}

/** Gives a project a user more. */
export function addUser(operation: Operation, name: string, group: string | undefined): void {
  const { files, user, root } = operation;
  if (!isPermitted(PERMISSIONS.user, user.group))
    throw new Refusal(
      `Error: Permission denied.\nYour role: ${user.group}. Adding users takes an administrator.`,
    );
  if (ADMINISTRATORS.includes(name)) throw new Refusal(`Error: '${name}' is a hardcoded administrator.`);
  if (group === undefined || group === "")
    throw new Refusal("Error: --group is required when adding a user.");
  if (!isGroup(group)) throw new Refusal(`Error: Invalid group '${shownId(group)}'.`);
  if (!isNewUserName(name)) {
    throw new Refusal(
      `Error: '${shownId(name)}' cannot be a user's name. Use lower-case letters, digits and underscores, a letter first.`,
    );
  }
  const file = `${AGENTS_FOLDER}/${name}.md`;
  if (files.hasFile(file)) throw new Refusal(`Error: User '${name}' already exists.`);
  files.create(file, agentFile(name, group));
  const folders = [`${USERS_FOLDER}/${name}/workspace`, inboxOf(name)];
  // git keeps no empty folders.
  for (const folder of folders) {
    if (!files.hasFile(`${folder}/.gitkeep`)) files.create(`${folder}/.gitkeep`, "");
  }
  operation.say(
    `Adding user '${name}' to group '${group}'...`,
    ...[file, ...folders].map((path) => `  Created: ${join(root, path)}`),
    `User '${name}' added successfully!`,
    "",
    `The user works with: qms --user ${name} inbox`,
  );
}

function agentFile(name: string, group: string): string {
  return `---
name: ${name}
group: ${group}
description: QMS user
---

# ${name.toUpperCase()} Agent

## Group

${group}

## Commands

- \`qms --user ${name} inbox\` shows what waits for you.
- \`qms --user ${name} read <id>\` shows a document, \`qms --user ${name} status <id>\` where it stands.
- \`qms --user ${name} message <user> --subject "<subject>" "<text>"\` writes to another user.
`;
}
