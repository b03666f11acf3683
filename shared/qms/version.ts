/** A version `N.X`: N approvals, and X revisions since. */
export interface Version {
  readonly major: number;
  readonly minor: number;
}

export function parseVersion(text: string): Version | undefined {
  const [, major, minor] = /^(\d{1,6})\.(\d{1,6})$/.exec(text) ?? [];
  return major === undefined || minor === undefined
    ? undefined
    : { major: Number(major), minor: Number(minor) };
}

function partsOf(version: string): Version {
  const parts = parseVersion(version);
  if (parts === undefined) throw new Error(`not a version: ${version}`);
  return parts;
}

/** The version that an approval makes of this one. */
export function approvedVersion(version: string): string {
  return `${partsOf(version).major + 1}.0`;
}

/** The version that the next revision makes of this one. */
export function revisedVersion(version: string): string {
  const { major, minor } = partsOf(version);
  return `${major}.${minor + 1}`;
}

/** The version that this one is a revision of; none for the first of its kind. */
export function versionBefore(version: string): string | undefined {
  const { major, minor } = partsOf(version);
  return minor === 0 ? undefined : `${major}.${minor - 1}`;
}

/** Whether a document of this version has ever been approved. */
export function wasApproved(version: string): boolean {
  return partsOf(version).major >= 1;
}
