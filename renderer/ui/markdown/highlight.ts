import { createHighlighterCore, createCssVariablesTheme, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";

/** The languages that are coloured, each a file that is loaded when a text first has it. */
const LANGUAGES = {
  bash: () => import("shiki/langs/bash.mjs"),
  c: () => import("shiki/langs/c.mjs"),
  cpp: () => import("shiki/langs/cpp.mjs"),
  css: () => import("shiki/langs/css.mjs"),
  diff: () => import("shiki/langs/diff.mjs"),
  docker: () => import("shiki/langs/docker.mjs"),
  go: () => import("shiki/langs/go.mjs"),
  html: () => import("shiki/langs/html.mjs"),
  ini: () => import("shiki/langs/ini.mjs"),
  java: () => import("shiki/langs/java.mjs"),
  javascript: () => import("shiki/langs/javascript.mjs"),
  json: () => import("shiki/langs/json.mjs"),
  markdown: () => import("shiki/langs/markdown.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  rust: () => import("shiki/langs/rust.mjs"),
  sql: () => import("shiki/langs/sql.mjs"),
  toml: () => import("shiki/langs/toml.mjs"),
  tsx: () => import("shiki/langs/tsx.mjs"),
  typescript: () => import("shiki/langs/typescript.mjs"),
  yaml: () => import("shiki/langs/yaml.mjs"),
} as const;
type Language = keyof typeof LANGUAGES;

const OTHER_NAMES: Readonly<Record<string, Language>> = {
  sh: "bash",
  shell: "bash",
  zsh: "bash",
  console: "bash",
  "c++": "cpp",
  dockerfile: "docker",
  js: "javascript",
  mjs: "javascript",
  jsx: "tsx",
  jsonc: "json",
  md: "markdown",
  py: "python",
  rs: "rust",
  ts: "typescript",
  xml: "html",
  yml: "yaml",
};

/** A piece of code in one colour. */
export interface CodeToken {
  readonly text: string;
  readonly colour: string | undefined;
}

/** The language that a block of code says it is in, where it can be coloured. */
function languageOf(name: string): Language | undefined {
  const known = name.toLowerCase();
  return isLanguage(known) ? known : OTHER_NAMES[known];
}

function isLanguage(name: string): name is Language {
  return Object.hasOwn(LANGUAGES, name);
}

let highlighter: Promise<HighlighterCore> | undefined;

/** Code in colours, a list of pieces for each line; nothing where its language is none that is known. */
export async function highlight(
  code: string,
  name: string,
): Promise<readonly (readonly CodeToken[])[] | undefined> {
  const language = languageOf(name);
  if (language === undefined) return undefined;
  highlighter ??= createHighlighterCore({
    engine: createJavaScriptRegexEngine({ forgiving: true }),
    themes: [createCssVariablesTheme({ name: "quorum", variablePrefix: "--code-" })],
  });
  const loaded = await highlighter;
  await loaded.loadLanguage(LANGUAGES[language]());
  const { tokens } = loaded.codeToTokens(code, {
    lang: language,
    theme: "quorum",
    // Hostile text may be made to take long.
    tokenizeTimeLimit: 60,
    tokenizeMaxLineLength: 2000,
  });
  return tokens.map((line) => line.map(({ content, color }) => ({ text: content, colour: color })));
}
