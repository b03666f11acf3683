import { withEntries } from "../../../shared/activity/with-entries.ts";
import type { ActivityEntry, ActivityFilter, ExportFormat } from "../../../shared/contract/activity.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { withHub } from "../connect.ts";
import { findHub } from "../find-hub.ts";
import { say } from "../output.ts";
import { activityLine } from "./activity-line.ts";

const SHOWN_ENTRIES = 50;

export interface ActivityOptions {
  readonly project?: string;
  readonly agent?: readonly string[];
  readonly document?: string;
  readonly kind?: ActivityFilter["kinds"];
  readonly since?: number;
  readonly until?: number;
  readonly text?: string;
  readonly limit?: number;
  readonly follow?: boolean;
  readonly format?: ExportFormat;
}

/** `quorum activity`: what happened, the latest last; with a format all of it, as the text of a file. */
export async function activity(options: ActivityOptions): Promise<void> {
  const hub = await findHub(options.project);
  const filter = filterOf(options);
  await withHub(hub, async (client) => {
    if (options.follow === true) return follow(client, filter, options);
    if (options.format !== undefined) return writeAll(client, filter, options.format);
    const entries = await latest(client, filter, options.limit ?? SHOWN_ENTRIES);
    if (entries.length === 0) say("Nothing of this kind has happened.");
    for (const entry of entries.toReversed()) say(activityLine(entry));
  });
}

function filterOf({ agent, document, kind, since, until, text }: ActivityOptions): ActivityFilter {
  return {
    ...(agent === undefined ? {} : { agents: [...agent] }),
    ...(document === undefined ? {} : { document }),
    ...(kind === undefined ? {} : { kinds: kind }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(text === undefined ? {} : { text }),
  };
}

/** The latest entries; a search goes on until it has found as many. */
async function latest(
  client: HubClient,
  filter: ActivityFilter,
  limit: number,
): Promise<readonly ActivityEntry[]> {
  let entries: readonly ActivityEntry[] = [];
  let before: string | undefined;
  do {
    const most = Math.min(200, limit - entries.length);
    const page = await client.activity.page({
      filter,
      limit: most,
      ...(before === undefined ? {} : { before }),
    });
    entries = withEntries(entries, page.entries);
    before = page.next;
  } while (before !== undefined && entries.length < limit);
  return entries;
}

/** Shows what happens until it is ended; each thing once. */
async function follow(
  client: HubClient,
  filter: ActivityFilter,
  { limit, format }: ActivityOptions,
): Promise<void> {
  const shown = new Set<string>();
  let first = "";
  const show = (entry: ActivityEntry): void => {
    // What happened before all that was shown is in the pages before it.
    if (shown.has(entry.id) || entry.id < first) return;
    shown.add(entry.id);
    say(format === "jsonl" ? JSON.stringify(entry) : activityLine(entry));
    for (const oldest of shown) {
      if (shown.size <= MOST_REMEMBERED) break;
      shown.delete(oldest);
    }
  };
  for await (const { entries } of await client.activity.changes({
    filter,
    limit: Math.min(200, limit ?? 20),
  })) {
    first ||= entries.at(-1)?.id ?? "";
    for (const entry of entries.toReversed()) show(entry);
  }
}

/** A snapshot that is told again goes back no further than this. */
const MOST_REMEMBERED = 5000;

async function writeAll(client: HubClient, filter: ActivityFilter, format: ExportFormat): Promise<void> {
  for await (const { text } of await client.activity.export({ filter, format })) await written(text);
}

/** Waits for whoever reads, so that nothing piles up. */
function written(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
