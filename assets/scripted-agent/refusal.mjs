/** A command that was not understood, or cannot be done; the message says what was expected. */
export class Refusal extends Error {}
