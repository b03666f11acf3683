/** Fails to compile where a case of a union was forgotten, and throws where a foreign value slipped in. */
export function assertNever(value: never): never {
  throw new Error(`unexpected: ${JSON.stringify(value)}`);
}
