import { NOWHERE } from "./clean-environment.ts";

/**
 * What a repository's own configuration may make git run or write, with what it is given instead. An agent that can write
 * `.git/config` would else run anything on this machine.
 */
const OVERRIDES: readonly (readonly [key: string, value: string])[] = [
  ["core.hooksPath", NOWHERE],
  ["core.fsmonitor", "false"],
  ["core.pager", "cat"],
  ["core.editor", ":"],
  ["core.askPass", ""],
  ["core.gitProxy", "none"],
  ["core.alternateRefsCommand", "true"],
  ["credential.helper", ""],
  ["credential.interactive", "false"],
  ["diff.external", ""],
  ["diff.ignoreSubmodules", "dirty"],
  ["diff.submodule", "short"],
  ["status.submoduleSummary", "false"],
  ["submodule.recurse", "false"],
  ["fetch.recurseSubmodules", "false"],
  ["push.recurseSubmodules", "no"],
  ["interactive.diffFilter", ""],
  ["gpg.program", "false"],
  ["gpg.openpgp.program", "false"],
  ["gpg.x509.program", "false"],
  ["gpg.ssh.program", "false"],
  ["gpg.ssh.defaultKeyCommand", "false"],
  ["commit.gpgSign", "false"],
  ["push.gpgSign", "false"],
  ["log.showSignature", "false"],
  ["merge.verifySignatures", "false"],
  // Housekeeping runs programs of the configuration too, and goes on behind our back.
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
  ["protocol.ext.allow", "never"],
  ["http.saveCookies", "false"],
  ["http.sslVerify", "true"],
  ["push.followTags", "false"],
  ["push.autoSetupRemote", "false"],
  ["push.pushOption", ""],
  ["branch.autoSetupMerge", "false"],
  ["branch.autoSetupRebase", "never"],
  ["commit.cleanup", "default"],
  ["commit.template", ""],
  ["format.pretty", "medium"],
  ["blame.ignoreRevsFile", ""],
  ["color.ui", "false"],
  ["column.ui", "never"],
  ["advice.detachedHead", "false"],
  ["advice.addEmbeddedRepo", "false"],
];

/** Keys with a name of the repository's choice in the middle. */
const NAMED: readonly (readonly [section: string, keys: readonly string[], value: string])[] = [
  ["filter", ["clean", "smudge", "process"], ""],
  ["diff", ["command", "textconv"], ""],
  ["merge", ["driver"], "false"],
  ["remote", ["mirror", "prune"], "false"],
  ["credential", ["helper"], ""],
  ["branch", ["mergeoptions"], ""],
  ["hook", ["enabled"], "false"],
  ["hook", ["event"], ""],
  ["hook", ["command"], "true"],
  ["http", ["savecookies"], "false"],
  ["http", ["sslverify"], "true"],
];

/** Programs at the two ends of a remote: of these git takes the first that is given, so that ours would come too late. */
const AT_REMOTES = ["uploadpack", "receivepack", "vcs"];

/** What a call needs of the configuration. */
export interface ConfigUse {
  readonly isReading: boolean;
  readonly reachesRemote: boolean;
}

/**
 * The options with which git runs nothing of a repository's configuration, which has these keys; a sentence where that
 * cannot be made sure.
 */
export function overridingOptions(
  keys: readonly string[],
  { isReading, reachesRemote }: ConfigUse,
): readonly string[] | string {
  const pairs = new Map(OVERRIDES);
  for (const key of keys) {
    const { section, name, last } = parseKey(key);
    if (section === "include" || section === "includeif")
      return "The repository's configuration takes in other files, which git must not do here. A person can put their content into .git/config.";
    if (name === undefined) continue;
    if (reachesRemote && section === "remote" && AT_REMOTES.includes(last))
      return `The repository's configuration names a program for a remote (${last}), which git must not run here.`;
    const isNamed = ["filter", "hook", "submodule"].includes(section);
    if (name.includes("=") && (isNamed || NAMED.some(([of]) => of === section)))
      return `The repository's configuration has a name with = in its section ${section}, which cannot be made safe.`;
    for (const [of, lasts, value] of NAMED) {
      if (section === of && lasts.includes(last)) pairs.set(`${section}.${name}.${last}`, value);
    }
    // What a filter would have changed is read as it is, but never stored so: then git has to fail.
    if (section === "filter") pairs.set(`filter.${name}.required`, isReading ? "false" : "true");
    if (section === "hook") pairs.set(`hook.${name}.enabled`, "false");
    if (section === "submodule") pairs.set(`submodule.${name}.ignore`, "dirty");
  }
  return [...pairs].flatMap(([key, value]) => ["-c", `${key}=${value}`]);
}

interface ConfigKey {
  readonly section: string;
  readonly name: string | undefined;
  readonly last: string;
}

/** `section.any.name.key`, as git lists it: only the name in the middle may have dots and capitals. */
function parseKey(key: string): ConfigKey {
  const first = key.indexOf(".");
  const end = key.lastIndexOf(".");
  const section = key.slice(0, first).toLowerCase();
  const last = key.slice(end + 1).toLowerCase();
  return { section, name: first === end ? undefined : key.slice(first + 1, end), last };
}
