import type { Plugin } from "vite";

export interface PreloadedParts {
  /** Chunks of scripts. */
  readonly chunks: readonly string[];
  /** What the names of font files begin with. */
  readonly fonts: readonly string[];
}

/** Names in the page what it needs at once: it then comes while the page's first code runs, and not after. */
export function preloaded({ chunks, fonts }: PreloadedParts): Plugin {
  return {
    name: "preloaded",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle = {} }) =>
        Object.values(bundle).flatMap((part) => {
          const href = `./${part.fileName}`;
          const link = (attrs: Readonly<Record<string, string>>) => [
            { tag: "link", attrs: { ...attrs, crossorigin: true, href }, injectTo: "head" as const },
          ];
          if (part.type === "chunk") return chunks.includes(part.name) ? link({ rel: "modulepreload" }) : [];
          const [name = ""] = part.fileName.split("/").slice(-1);
          const isFont = name.endsWith(".woff2") && fonts.some((font) => name.startsWith(font));
          return isFont ? link({ rel: "preload", as: "font", type: "font/woff2" }) : [];
        }),
    },
  };
}
