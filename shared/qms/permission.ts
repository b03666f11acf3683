import { isAtLeast, type Group } from "./group.ts";

/** Who may use a command: one of these groups or a higher one, or with `exactly` only the one that is named. */
export interface Permission {
  readonly groups: readonly Group[];
  readonly exactly?: true;
}

/** The commands that not every user may use. What is asked of the owner or of assignees comes on top. */
export const PERMISSIONS = {
  create: { groups: ["initiator"] },
  checkout: { groups: ["initiator"] },
  checkin: { groups: ["initiator"] },
  interact: { groups: ["initiator"] },
  route: { groups: ["initiator"] },
  release: { groups: ["initiator"] },
  revert: { groups: ["initiator"] },
  close: { groups: ["initiator"] },
  cancel: { groups: ["initiator"] },
  assign: { groups: ["quality"] },
  review: { groups: ["initiator", "quality", "reviewer"] },
  approve: { groups: ["quality", "reviewer"] },
  reject: { groups: ["quality", "reviewer"] },
  fix: { groups: ["administrator"], exactly: true },
  user: { groups: ["administrator"], exactly: true },
  namespace: { groups: ["administrator"], exactly: true },
} as const satisfies Record<string, Permission>;

export type GuardedCommand = keyof typeof PERMISSIONS;

/** Whether a permission is given to a group. */
export function isPermitted({ groups, exactly }: Permission, group: Group): boolean {
  return groups.some((required) => (exactly ? group === required : isAtLeast(group, required)));
}
