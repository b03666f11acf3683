import { sentenceFor } from "../../../connection/call-failure.ts";

/** What came of something that was asked for. */
export type Answered<T> =
  | { readonly kind: "known"; readonly value: T }
  | { readonly kind: "failed"; readonly sentence: string };

/** Something that was asked for. */
export type Asked<T> = { readonly kind: "loading" } | Answered<T>;

/** Asks, and turns a failure into a sentence. */
export async function asked<T>(call: () => Promise<T>): Promise<Answered<T>> {
  try {
    return { kind: "known", value: await call() };
  } catch (error) {
    return { kind: "failed", sentence: sentenceFor(error) };
  }
}
