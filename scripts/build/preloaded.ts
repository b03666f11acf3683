import type { Plugin } from "vite";

export interface PreloadedParts {
  /** A chunk of scripts. */
  readonly chunk: string;
  /** What the names of font files begin with. */
  readonly fonts: readonly string[];
}

/** Names in the page what it needs at once: it then comes while the page's first code runs, and not after. */
export function preloaded({ chunk, fonts }: PreloadedParts): Plugin {
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
          if (part.type === "chunk") return part.name === chunk ? link({ rel: "modulepreload" }) : [];
          const [name = ""] = part.fileName.split("/").slice(-1);
          const isFont = name.endsWith(".woff2") && fonts.some((font) => name.startsWith(font));
          return isFont ? link({ rel: "preload", as: "font", type: "font/woff2" }) : [];
        }),
    },
  };
}
