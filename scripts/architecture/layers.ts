/** What the modules of one layer may import besides each other. */
export interface Layer {
  /** The folder that the layer is. */
  readonly folder: string;
  /** Other layers. */
  readonly layers: readonly string[];
  /** npm packages; a name that ends in `*` stands for all that begin so. */
  readonly packages: readonly string[];
  /** Whether it runs on Node: `node:` modules, and imports whose name is computed. */
  readonly usesNode: boolean;
}

/** The layers of Quorum. A layer that is not here does not exist; an edge that is not here is forbidden. */
export const LAYERS: readonly Layer[] = [
  { folder: "shared", layers: [], packages: ["zod", "@orpc/contract"], usesNode: false },
  {
    folder: "electron/agentd",
    layers: ["shared"],
    packages: ["zod", "node-pty", "@xterm/*", "@modelcontextprotocol/server"],
    usesNode: true,
  },
  {
    folder: "electron/hub",
    layers: ["shared"],
    packages: ["zod", "@orpc/*", "ws", "js-yaml", "dockerode", "@modelcontextprotocol/server"],
    usesNode: true,
  },
  { folder: "electron/server", layers: ["shared", "electron/hub"], packages: ["zod"], usesNode: true },
  {
    folder: "electron/cli",
    layers: ["shared", "electron/hub", "electron/server"],
    packages: ["zod", "@orpc/client", "ws", "commander", "@xterm/*"],
    usesNode: true,
  },
  {
    folder: "electron/shell",
    layers: ["shared", "electron/hub"],
    packages: ["zod", "electron"],
    usesNode: true,
  },
  { folder: "electron/preload", layers: ["shared"], packages: ["zod", "electron"], usesNode: false },
  {
    folder: "renderer",
    layers: ["shared"],
    packages: [
      "zod",
      "react",
      "react-dom",
      "zustand",
      "@orpc/client",
      "@xterm/*",
      "radix-ui",
      "cmdk",
      "lucide-react",
      "diff",
      "shiki",
      "rehype-sanitize",
      "remark-gfm",
      "react-markdown",
      "@tanstack/*",
      "@fontsource-variable/*",
    ],
    usesNode: false,
  },
];

/** What serves the work on Quorum and is in no program of it: it may import anything, and nothing above imports it. */
export const WORKSHOPS: readonly string[] = ["e2e", "bench", "scripts", "assets"];

const TEST = /\.test(-support)?\.tsx?$/;

/** Tests and what supports them are in no program either. */
export function isTest(path: string): boolean {
  return TEST.test(path);
}
