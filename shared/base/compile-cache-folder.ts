type Environment = Readonly<Record<string, string | undefined>>;

/** Where this user's compiled code is kept, as each system wants it; nothing where there is no such place. */
export function compileCacheFolder(environment: Environment, platform: string): string | undefined {
  const { HOME, LOCALAPPDATA, XDG_CACHE_HOME } = environment;
  if (platform === "win32") return below(LOCALAPPDATA, "\\Quorum\\compiled");
  if (platform === "darwin") return below(HOME, "/Library/Caches/Quorum/compiled");
  // A relative folder there is to be taken for none.
  if (XDG_CACHE_HOME?.startsWith("/") === true) return below(XDG_CACHE_HOME, "/quorum/compiled");
  return below(HOME, "/.cache/quorum/compiled");
}

function below(folder: string | undefined, path: string): string | undefined {
  return folder === undefined || folder === "" ? undefined : folder + path;
}
