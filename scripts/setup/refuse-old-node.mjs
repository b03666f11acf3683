/** The oldest Node that can install what is needed, a newer Node among it. */
const OLDEST_MAJOR = 20;

/** Ends the program with one sentence where Node is too old. Imports nothing, so that an old Node gets this far. */
export function refuseOldNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= OLDEST_MAJOR) return;
  console.error(
    `Quorum needs Node ${OLDEST_MAJOR} or later, and this is ${process.version}: get one from https://nodejs.org.`,
  );
  process.exit(1);
}
