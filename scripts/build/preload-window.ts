import type { Plugin } from "vite";

/** Names the window's code in the page, so that it comes while the page's first code runs. */
export function preloadWindow(name: string): Plugin {
  return {
    name: "preload-window",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle = {} }) => {
        const chunk = Object.values(bundle).find((part) => part.type === "chunk" && part.name === name);
        if (chunk === undefined) return [];
        const attrs = { rel: "modulepreload", crossorigin: true, href: `./${chunk.fileName}` };
        return [{ tag: "link", attrs, injectTo: "head" }];
      },
    },
  };
}
