import { mkdirSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { seededRandom, type SeededRandom } from "../../../../shared/base/seeded-random.test-support.ts";
import { STATUSES } from "../../../../shared/qms/status.ts";
import { historyLines } from "./history.test-support.ts";
import { addOddities } from "./oddities.test-support.ts";
import {
  documentText,
  messageText,
  notificationText,
  ProjectFiles,
  taskText,
} from "./project-files.test-support.ts";

export interface LargeProject {
  readonly documents: number;
  readonly events: number;
  readonly items: number;
  /** When the last things happened: long ago, where nothing is said. */
  readonly until?: number;
  /** Whether earlier versions of some documents are kept. */
  readonly hasArchive?: boolean;
}

/** The project that speed is promised for. */
export const LARGE: LargeProject = { documents: 10_000, events: 100_000, items: 10_000 };

const LONG_AGO = Date.UTC(2026, 1, 4, 14, 30, 22);
const DAY_MS = 86_400_000;

const USERS = ["qa", "claude", "tu_ui", "tu_scene", "tu_sketch", "tu_sim", "bu"];
const WORDS =
  "review change folder inbox state tide scene sketch render limit export import table of the for and with".split(
    " ",
  );

/** Writes a project as real ones are, only larger, with all their oddities; the same in every run. */
export function writeLargeProject(root: string, project: LargeProject): void {
  const { documents, events, items, until = LONG_AGO, hasArchive = false } = project;
  const files = new ProjectFiles(root);
  const random = seededRandom(7);
  const words = (count: number): string =>
    Array.from({ length: count }, () => WORDS[random.below(WORDS.length)]).join(" ");
  const ids = documentIds(documents);
  for (const [index, { id, type, folder }] of ids.entries()) {
    const isExecutable = folder.startsWith("CR/") || folder.startsWith("INV/");
    const open = STATUSES[random.below(STATUSES.length)] ?? "DRAFT";
    const done = isExecutable ? "CLOSED" : "EFFECTIVE";
    const status = index % 20 === 0 && open !== "RETIRED" && open !== "EFFECTIVE" ? open : done;
    const body = Array.from({ length: 5 + random.below(20) }, () => `${words(30)}.\n\n`).join("");
    files.document(id, type, {
      folder,
      text: documentText(
        words(3 + random.below(8)),
        `# ${id}\n\n${body}${isExecutable ? itemTable(random, words) : ""}`,
      ),
      meta: {
        status,
        executable: isExecutable,
        version: status === done ? "2.0" : "1.1",
        responsible_user: status === done ? null : "claude",
        review_outcomes: { qa: "RECOMMEND" },
        pending_assignees: status.startsWith("IN_") && status !== "IN_EXECUTION" ? ["qa"] : [],
      },
    });
    const count = Math.round((events / documents) * (0.5 + random.below(100) / 100));
    const lines = historyLines({
      status,
      isExecutable,
      count,
      until: until - random.below(120) * DAY_MS - random.below(DAY_MS),
      random,
      words,
    });
    files.write(`QMS/.audit/${type}/${id}.jsonl`, `${lines.join("\n")}\n`);
    if (hasArchive && index % 3 === 0) {
      for (const version of ["0.1", "1.0"])
        files.write(
          `QMS/.archive/${folder}/${id}-v${version}.md`,
          documentText(words(5), `# ${id}\n\n${body}`),
        );
    }
  }
  for (let index = 0; index < items; index += 1) {
    const user = USERS[index % 5 < 3 ? 0 : index % USERS.length] ?? "qa";
    const { id } = ids[index % ids.length] ?? { id: "CR-001" };
    const second = new Date(Date.UTC(2026, 1, 4) + index * 1000).toISOString();
    switch (index % 4) {
      case 0:
        files.inbox(user, `task-${id}-pre_review-v0-${index}.md`, taskText(id, words(6)));
        break;
      case 1:
        files.inbox(
          user,
          `notif-${id}-approved-2026-02-04-${1 + (index % 9000)}.md`,
          notificationText(id, "APPROVED"),
        );
        break;
      default: {
        const name = `msg-claude-${second.slice(0, 10)}-${second.slice(11, 19).replaceAll(":", "")}.md`;
        files.inbox(user, name, messageText("claude", user, words(7), `${words(80)}\n`));
      }
    }
  }
  for (const user of USERS) mkdirSync(files.path(`.claude/users/${user}/inbox`), { recursive: true });
  addOddities(files);
}

function itemTable(random: SeededRandom, words: (count: number) => string): string {
  const rows = Array.from({ length: 1 + random.below(5) }, (_, index) => {
    const result = random.below(2) === 0 ? "" : words(4);
    return `| EI-${index + 1} | ${words(5)} | ${words(4)} | ${result} | |`;
  });
  const head =
    "| Item | What is done | What is expected | Result | By, on |\n| --- | --- | --- | --- | --- |";
  return `## Execution items\n\n${head}\n${rows.join("\n")}\n`;
}

interface Place {
  readonly id: string;
  readonly type: string;
  readonly folder: string;
}

/** Ids in the proportions of a real project: two of five are records of their own, half are their descendants. */
function documentIds(count: number): Place[] {
  const places: Place[] = [];
  const number = (value: number): string => String(value).padStart(3, "0");
  const tops = Math.ceil(count * 0.4);
  // Numbers from a hundred on: those below belong to the oddities.
  for (let index = 0; index < tops; index += 1) {
    const type = index % 9 === 8 ? "INV" : "CR";
    const id = `${type}-${number(100 + index)}`;
    places.push({ id, type, folder: `${type}/${id}` });
  }
  for (let index = 0; places.length < count * 0.95; index += 1) {
    const top = `CR-${number(100 + (index % tops))}`;
    const family = (index % tops) % 9 === 8 ? top.replace("CR", "INV") : top;
    const type = ["VAR", "VR", "ADD", "TP"][Math.floor(index / tops)] ?? "VAR";
    const round = Math.floor(index / tops / 4);
    places.push({
      id: `${family}-${type}-${number(1 + round)}`,
      type,
      folder: `${family.slice(0, family.indexOf("-"))}/${family}`,
    });
  }
  for (let index = 100; places.length < count; index += 1)
    places.push({ id: `SOP-${number(index)}`, type: "SOP", folder: "SOP" });
  return places;
}

/** A link out of the project, where the system allows links. */
export function linkOut(files: ProjectFiles, path: string): boolean {
  try {
    symlinkSync(tmpdir(), files.path(path), "dir");
    return true;
  } catch {
    return false;
  }
}
