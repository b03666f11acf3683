/** The user that an agent is in its container. */
export interface ContainerUser {
  readonly uid: number;
  readonly gid: number;
  /** What the agent may write has to be given to this user first: it is not who Quorum runs as. */
  readonly isOther: boolean;
}

export interface UserFacts {
  readonly platform: NodeJS.Platform;
  /** Who Quorum runs as. */
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** Whom the project's folder belongs to. */
  readonly owner: { readonly uid: number; readonly gid: number };
  readonly isRootless: boolean;
}

/** The user that images are made with. */
const USUAL = { uid: 1000, gid: 1000 };

/**
 * Who an agent is in its container; undefined for the image's own user. On Linux files keep their owner's number on both
 * sides, so that it is the person's. It is never root, but for an engine without root of its own, where root is the person.
 */
export function containerUser({
  platform,
  uid,
  gid,
  owner,
  isRootless,
}: UserFacts): ContainerUser | undefined {
  if (platform !== "linux" || uid === undefined || gid === undefined) return undefined;
  if (isRootless) return { uid: 0, gid: 0, isOther: false };
  if (uid !== 0) return { uid, gid, isOther: false };
  return { ...(owner.uid === 0 ? USUAL : owner), isOther: true };
}
