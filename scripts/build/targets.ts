/** The bundles that make up the desktop app, built by electron-vite. */
export const DESKTOP_TARGETS = ["main", "preload", "renderer"] as const;
export type DesktopTarget = (typeof DESKTOP_TARGETS)[number];

/** The programs that a plain Node runs. */
export const PROGRAM_TARGETS = [
  "agentd",
  "agentdHook",
  "agentdAttach",
  "agentdMcp",
  "agentdFrozen",
  "server",
  "cli",
  "qms",
  "qmsWorker",
  "projectReader",
  "activityReader",
  "deskReader",
] as const;
export type ProgramTarget = (typeof PROGRAM_TARGETS)[number];

export type Target = DesktopTarget | ProgramTarget;

interface TargetPlan {
  /** The folder of its entry; its tsconfig names the other folders that it is made of. */
  readonly folder: string;
  /** The file that must be there for the target to be buildable. */
  readonly entry: string;
  /** What the build leaves, below `out/`. */
  readonly output: string;
}

/** Where each bundle comes from and what it becomes. */
export const TARGETS = {
  agentd: { folder: "electron/agentd", entry: "electron/agentd/main.ts", output: "agentd/agentd.js" },
  agentdHook: { folder: "electron/agentd", entry: "electron/agentd/hook/main.ts", output: "agentd/hook.js" },
  agentdAttach: {
    folder: "electron/agentd",
    entry: "electron/agentd/attach/main.ts",
    output: "agentd/attach.js",
  },
  agentdMcp: { folder: "electron/agentd", entry: "electron/agentd/mcp/main.ts", output: "agentd/mcp.js" },
  agentdFrozen: {
    folder: "electron/agentd",
    entry: "electron/agentd/frozen/main.ts",
    output: "agentd/frozen.cjs",
  },
  server: { folder: "electron/server", entry: "electron/server/main.ts", output: "server/server.js" },
  cli: { folder: "electron/cli", entry: "electron/cli/main.ts", output: "cli/quorum.js" },
  qms: { folder: "electron/cli", entry: "electron/cli/qms/main.ts", output: "cli/qms.js" },
  qmsWorker: {
    folder: "electron/hub",
    entry: "electron/hub/qms/worker/worker-main.ts",
    output: "workers/qms.js",
  },
  deskReader: {
    folder: "electron/hub",
    entry: "electron/hub/desk/thread/desk-worker.ts",
    output: "workers/desk-reader.js",
  },
  projectReader: {
    folder: "electron/hub",
    entry: "electron/hub/reader/reader-worker.ts",
    output: "workers/project-reader.js",
  },
  activityReader: {
    folder: "electron/hub",
    entry: "electron/hub/activity/thread/activity-worker.ts",
    output: "workers/activity-reader.js",
  },
  main: { folder: "electron/shell", entry: "electron/shell/main.ts", output: "main/main.js" },
  preload: {
    folder: "electron/preload",
    entry: "electron/preload/preload.ts",
    output: "preload/preload.cjs",
  },
  renderer: { folder: "renderer", entry: "renderer/index.html", output: "renderer/index.html" },
} as const satisfies Record<Target, TargetPlan>;

export const ALL_TARGETS = Object.keys(TARGETS) as readonly Target[];
