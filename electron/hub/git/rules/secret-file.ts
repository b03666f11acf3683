/** Files that hold secrets by custom, and those that show what such a file is to look like. */
const SECRET = /^\.env(?:rc|\..+)?$/i;
const EXAMPLE = /\.(?:example|sample|template|dist|defaults)$/i;

/** Matches all of them, and more. */
export const PERHAPS_SECRET = ":(top,icase,glob)**/.env*";

/** Whether a path is one of a file that holds secrets by custom. */
export function isSecretFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return SECRET.test(name) && !EXAMPLE.test(name);
}
