import type { Logger } from "../log/logger.ts";
import { ChainWriter, type ChainWriterOptions } from "./chain-writer.ts";
import { HeadFile } from "./head-file.ts";
import { healEnd } from "./heal-end.ts";
import {
  makeLedgerFolder,
  nodeFileSystem,
  removeUnfinished,
  syncFolder,
  type FileSystem,
} from "./ledger-folder.ts";
import { Ledger } from "./ledger.ts";
import { loadLedger } from "./load-ledger.ts";

/** Some 25,000 entries: read in a tenth of a second when a project is opened. */
const FILE_BYTES = 8_000_000;

export interface OpenLedgerOptions {
  /** See `ledgerFolder`. */
  readonly folder: string;
  readonly now: () => number;
  readonly log: Logger;
  readonly files?: FileSystem;
  readonly fileBytes?: number;
}

/**
 * Opens a project's ledger, for the one hub that has the project. What a crash left unfinished is healed; a chain that
 * does not hold is left as it is, and a new one begins that names what is wrong with it.
 */
export async function openLedger({
  folder,
  now,
  log,
  files = nodeFileSystem,
  fileBytes = FILE_BYTES,
}: OpenLedgerOptions): Promise<Ledger> {
  await makeLedgerFolder(files, folder);
  await removeUnfinished(files, folder);
  const loaded = await loadLedger(files, folder);
  const { index, breaks } = loaded;
  const head = await HeadFile.open(files, folder);
  const options: ChainWriterOptions = {
    files,
    folder,
    head,
    now,
    log,
    fileBytes,
    openItems: () => index.onDisk(),
  };
  const onFailed = (): void => index.takeBack();
  try {
    const writer = await openWriter(options, loaded, onFailed);
    if (breaks.length > 0) log.error("the ledger's chain is broken; a new one was begun", { breaks });
    return new Ledger({ index, writer, now }, breaks);
  } catch (error) {
    await head.close();
    throw error;
  }
}

async function openWriter(
  options: ChainWriterOptions,
  { end, torn, breaks, lastFile, lastSeq }: Awaited<ReturnType<typeof loadLedger>>,
  onFailed: () => void,
): Promise<ChainWriter> {
  const { files, folder, head, now, log } = options;
  if (breaks.length > 0)
    return ChainWriter.begin(options, { file: lastFile + 1, seq: lastSeq, hash: "" }, breaks, onFailed);
  if (end === undefined) {
    // The head is there before the first file is: one that is missing later was taken away.
    await head.write({ file: 0, seq: 0, hash: "" });
    await head.sync();
    await syncFolder(files, folder);
    return ChainWriter.begin(options, { file: 1, seq: 0, hash: "" }, [], onFailed);
  }
  const { position, kept } = await healEnd(files, folder, end, torn);
  const writer = await ChainWriter.open(options, position, onFailed);
  if (kept.length > 0) {
    log.warn("the ledger's last line had been cut short; it is kept beside", { kept });
    try {
      await writer.append([{ kind: "healed", kept: [...kept] }], now(), () => undefined);
    } catch (error) {
      await writer.letGo();
      throw error;
    }
  }
  return writer;
}
