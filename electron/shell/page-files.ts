import { join, relative, resolve, sep } from "node:path";

/** The file that a URL names, or nothing where it would lie outside the folder. */
export function fileOf(url: URL, folder: string): string | undefined {
  const path = decode(url.pathname);
  if (path === undefined || path.includes("\0")) return undefined;
  const root = resolve(folder);
  const file = resolve(root, `.${path}`);
  const inside = relative(root, file);
  if (inside === "") return join(root, "index.html");
  return inside === ".." || inside.startsWith(`..${sep}`) || resolve(inside) === inside ? undefined : file;
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
