import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import { leftOut } from "./scripts/build/left-out.ts";
import { preloaded } from "./scripts/build/preloaded.ts";
import { pureSchemas } from "./scripts/build/pure-schemas.ts";

const root = import.meta.dirname;

/** The three bundles of the desktop app. The page is the same one that the server hands to browsers. */
export default defineConfig({
  main: {
    root,
    resolve: { alias: leftOut(root) },
    build: {
      outDir: "out/main",
      rolldownOptions: {
        input: { main: resolve(root, "electron/shell/main.ts") },
        output: { entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
      },
    },
  },
  preload: {
    root,
    build: {
      outDir: "out/preload",
      rolldownOptions: {
        input: { preload: resolve(root, "electron/preload/preload.ts") },
        // A sandboxed preload script is one CommonJS file.
        output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
      },
    },
  },
  renderer: {
    root: resolve(root, "renderer"),
    plugins: [
      react(),
      pureSchemas(),
      preloaded({ chunks: ["rolldown-runtime", "window"], fonts: ["inter-latin-wght-normal"] }),
    ],
    build: {
      outDir: "out/renderer",
      minify: true,
      // The content security policy allows no data: scripts or styles, so every asset is a file of its own.
      assetsInlineLimit: 0,
      // Vite never asks again for a style sheet whose load was cut off: all are one, which comes with the page.
      cssCodeSplit: false,
      // It is read from disk, not over a network: one chunk is as good as many.
      chunkSizeWarningLimit: 4000,
      rolldownOptions: {
        input: resolve(root, "renderer/index.html"),
        // What is needed first is two files: what asks the hub, and the window. A browser asks for few at a time.
        output: {
          codeSplitting: {
            groups: [
              { name: "first", tags: ["$initial"], priority: 1 },
              { name: "window", test: /[\\/]open-window\.tsx$/ },
            ],
          },
        },
      },
    },
  },
});
