/** What is named like a secret and given a value: in JSON, in headers, in assignments, in addresses. */
const NAMED =
  /((?:api[-_]?key|token|secret|password|passwd|authorization|cookie|\bkey)["']?\s*[:=]\s*["']?)(?:(?:bearer|basic)\s+)?[^\s"',;&]+/gi;
const BEARER = /\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi;
/** Keys that tell by their beginnings what they are, and long texts that nobody made up. */
const SHAPED =
  /\b(?:sk-[\w-]{8,}|gh[pousr]_\w{16,}|github_pat_\w{16,}|xox[abpr]-[\w-]{8,}|AKIA[0-9A-Z]{12,}|eyJ[\w-]{10,}\.[\w.-]{10,})/g;
const IN_ADDRESS = /(:\/\/[^\s/:@]+:)[^\s/@]+@/g;

/** A line of a log in which nothing is left that looks like a secret. */
export function withoutSecrets(line: string): string {
  return line
    .replace(IN_ADDRESS, "$1(hidden)@")
    .replace(NAMED, "$1(hidden)")
    .replace(BEARER, "$1 (hidden)")
    .replace(SHAPED, "(hidden)");
}
