export const HIDDEN = "(hidden)";

/** What tokens of well-known services look like, and keys in their own wrapping. */
const TOKEN =
  /\b(?:gh[pousr]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{12,}|sk-[\w-]{12,}|xox[abeprs]-[\w-]{8,}|AKIA[0-9A-Z]{12,}|AIza[\w-]{20,}|npm_\w{20,}|eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?)|-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,4000}/g;

/** A name and a password in an address. */
const IN_ADDRESS = /:\/\/[^\s/@]{1,300}@/g;

const HEADER = /\b(bearer|basic)\s+[\w+/=.~-]{8,}/gi;

const NAMED =
  /\b(authorization|password|passwd|secret|token|api[_-]?key)(["']?\s*[:=]\s*["']?)[^\s"',;]{6,}/gi;

/** Whether something of this name is a secret, whatever it looks like. */
export function isSecretName(name: string): boolean {
  return /token|secret|passw|authorization|api[_-]?key|cookie/i.test(name);
}

/** A text without what looks like a token, a key or a password. */
export function withoutSecrets(text: string): string {
  return text
    .replace(TOKEN, HIDDEN)
    .replace(IN_ADDRESS, `://${HIDDEN}@`)
    .replace(HEADER, `$1 ${HIDDEN}`)
    .replace(NAMED, `$1$2${HIDDEN}`);
}
