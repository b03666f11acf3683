import type { HubClient } from "../../../shared/contract/contract.ts";
import type { News } from "../../../shared/contract/news.ts";
import type { HubNews } from "../hub-news.ts";
import { newsStream } from "../lists/contract-streams.ts";
import { ListMirror } from "../lists/list-mirror.ts";
import { asked } from "./asked.ts";
import { mirrored } from "./mirrored.ts";

/** The news of a project whose hub another program runs. */
export function joinedNews(client: HubClient): HubNews {
  return {
    changes: (signal) => {
      const mirror = new ListMirror<News>(({ id }) => id);
      return mirrored(
        {
          open: () => client.news.changes(),
          apply: ({ kind, news }) => {
            if (kind === "changed") mirror.apply({ kind, items: news, removed: [] });
            else mirror.apply({ kind, items: news, isFirst: true, isLast: true });
            return true;
          },
          stream: (ended) => newsStream(mirror, ended),
        },
        signal,
      );
    },
    claim: async (ids) => (await asked(client.news.claim({ ids: [...ids] }))).ids,
    toasted: (ids, outcome) => asked(client.news.toasted({ ids: [...ids], outcome })),
  };
}
