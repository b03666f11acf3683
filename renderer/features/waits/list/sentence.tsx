import styles from "./wait-list.module.css";

/** Ids are read as one word. */
const IDS = /(\S*-\S*)/;

/** A sentence whose ids are not broken between two lines. */
export function Sentence({ text }: { readonly text: string }) {
  return text.split(IDS).map((part, at) =>
    // What the pattern found stands at every second place.
    at % 2 === 0 ? (
      part
    ) : (
      <span key={at} className={styles.id}>
        {part}
      </span>
    ),
  );
}
