import { dirname, join } from "node:path";
import { removeFile, syncFolder, writeNewFile } from "./disk/file-system.ts";
import { firstFree, numberedName } from "./disk/numbered-name.ts";
import { placeNew } from "./disk/place-file.ts";
import type { ProjectDisk } from "./disk/project-disk.ts";
import { aloneId, Staging, STAGING_FOLDER } from "./journal/staging.ts";

/** Puts one finished file into a folder, beside whatever else goes on there; says its name. */
export function deliverAlone(disk: ProjectDisk, folder: string, name: string, text: string): string {
  const { files } = disk;
  const folders = new Set([disk.locateFolder(folder)]);
  disk.makeFolder(folder, (made) => folders.add(dirname(made)));
  const id = aloneId();
  const staged = join(disk.root, STAGING_FOLDER, id);
  const staging = new Staging(disk, id);
  const bytes = Buffer.from(text.toWellFormed());
  writeNewFile(files, staged, bytes);
  try {
    const place = (candidate: string) => {
      const target = disk.locate(`${folder}/${candidate}`);
      return placeNew(files, {
        staged,
        target,
        nearby: staging.nearby(`${folder}/${candidate}`, 0),
        bytes: () => bytes,
      });
    };
    const number = place(name) ? 1 : firstFree(folder, name, 2, unless(new Set(disk.list(folder)), place));
    for (const path of folders) syncFolder(files, path);
    return numberedName(name, number);
  } finally {
    removeFile(files, staged);
  }
}

/** Many names are found taken by looking once, which is far quicker than by trying each. */
function unless(taken: ReadonlySet<string>, place: (name: string) => boolean): (name: string) => boolean {
  return (name) => !taken.has(name) && place(name);
}
