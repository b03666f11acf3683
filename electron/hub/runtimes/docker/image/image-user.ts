/** The ids of the user in a container. */
export interface ImageUser {
  readonly uid: number;
  readonly gid: number;
}

const ORDINARY: ImageUser = { uid: 1000, gid: 1000 };
const ROOT: ImageUser = { uid: 0, gid: 0 };

/**
 * Whose ids the agent has in its container: those with which it can write where the person can, and nowhere else. It is
 * never root, but in an engine that runs without root, where the root of a container is the person who runs the engine.
 */
export function imageUser(isRootless: boolean, own: ImageUser | undefined = ownUser()): ImageUser {
  if (isRootless) return ROOT;
  return own === undefined || own.uid === 0 ? ORDINARY : own;
}

/** Engines of other systems run in a machine of their own, and translate the owners of files. */
function ownUser(): ImageUser | undefined {
  const { platform, getuid, getgid } = process;
  if (platform !== "linux" || getuid === undefined || getgid === undefined) return undefined;
  return { uid: getuid.call(process), gid: getgid.call(process) };
}
