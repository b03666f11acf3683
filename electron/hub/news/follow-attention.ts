import type { Disposable } from "../../../shared/base/disposable.ts";
import type { Attention } from "../../../shared/contract/attention.ts";
import type { Whole } from "../lists/whole.ts";
import type { NewsBook } from "./news-book.ts";
import { attentionNews, newsKindOf } from "./news-words.ts";

/** Makes news of what begins to wait, once for as long as it is the same, also over a restart of the hub. */
export function followAttention(
  { value, onChanged }: Whole<readonly Attention[]>,
  book: NewsBook,
): Disposable {
  let last: readonly Attention[] = [];
  const read = (): void => {
    const all = value();
    const before = last;
    last = all;
    const gone = new Set(before.filter(({ id }) => all.every((other) => other.id !== id)));
    const added = all.filter(
      (attention) =>
        before.every(({ id }) => id !== attention.id) && !book.knows(newsKindOf(attention), attention.id),
    );
    const fresh = added.filter((attention) => {
      // It waits as before, and only the way to answer it came or went.
      const same = [...gone].find((other) => isSame(other, attention));
      if (same === undefined) return true;
      gone.delete(same);
      book.rename(newsKindOf(same), same.id, attention.id);
      return false;
    });
    book.add(fresh.map(attentionNews));
  };
  const subscription = onChanged(read);
  read();
  return subscription;
}

function isSame(one: Attention, other: Attention): boolean {
  const [before, now] = [attentionNews(one), attentionNews(other)];
  return one.kind === other.kind && before.title === now.title && before.text === now.text;
}
