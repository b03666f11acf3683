import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Markdown } from "./markdown.tsx";

const shown = (text: string): string =>
  renderToStaticMarkup(<Markdown text={text} isDocument={(id) => id === "CR-001"} />);

test("shows tables, task lists, code and headings", () => {
  const page = shown(
    "# Title\n\n- [x] done\n- [ ] open\n\n| a | b |\n| - | - |\n| 1 | 2<br>3 |\n\n```js\nlet a;\n```\n",
  );
  expect(page).toContain("<h3");
  expect(page).toMatch(/<input[^>]*aria-label="Done"/);
  expect(page).toMatch(/<td>2<br\/>\s*3<\/td>/);
  expect(page).toContain('aria-label="Code in js"');
});

test("lets nothing of a hostile text become active", () => {
  const page = shown(
    [
      "<script>alert(1)</script>",
      '<img src=x onerror="alert(1)">',
      "<iframe src='https://example.org'></iframe>",
      "[a](javascript:alert(1)) [b](data:text/html,x) [c](file:///etc/passwd) [d](//example.org)",
      "![p](https://example.org/p.png)",
      "<style>body{display:none}</style>",
    ].join("\n\n"),
  );
  expect(page).not.toMatch(/<(?:script|img|iframe|style)\b/);
  expect(page).not.toContain("href=");
  expect(page).not.toContain("javascript:");
  expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(page).toContain("&lt;img src=x");
});

test("shows tags as they are written, and no comments", () => {
  const page = shown("An <b>Array<string></b>.\n\n<div>A block</div>\n\n<!-- not for readers -->");
  expect(page).toContain("An &lt;b&gt;Array&lt;string&gt;&lt;/b&gt;.");
  expect(page).toContain("&lt;div&gt;A block&lt;/div&gt;");
  expect(page).not.toContain("not for readers");
});

test("makes links of the web and of documents that there are", () => {
  const page = shown("See <https://example.org/a> and CR-001, but not CR-002.");
  expect(page).toContain('href="https://example.org/a"');
  expect(page).toContain('rel="noreferrer noopener"');
  expect(page).toMatch(/<button[^>]*>CR-001<\/button>/);
  expect(page).not.toMatch(/<button[^>]*>CR-002/);
});

test("shows the beginning of a long text at once", () => {
  const page = shown("Words that say something.\n\n".repeat(20_000));
  expect(page).toContain('aria-busy="true"');
  expect(page.length).toBeLessThan(60_000);
});

const took = (text: string): number => {
  const began = performance.now();
  shown(text);
  return performance.now() - began;
};

test("shows a part that would take too long as it is written, and says why", () => {
  const page = shown(`${">".repeat(50_000)} the end`);
  expect(page).toContain('data-plain="deep"');
  expect(page).toContain("More is nested in this text than can be laid out.");
  expect(page).toContain("&gt;&gt;&gt;");
  expect(shown("[a](".repeat(2000))).toContain("This text has more marks than can be laid out.");
});

test("takes no longer for a hostile text than many times what a harmless one of its length takes", () => {
  const harmless = "Words that say *something* of `it`. ".repeat(1300);
  shown(harmless);
  const usual = Math.max(took(harmless), 5);
  const hostile = ["> ".repeat(24_000), "[".repeat(48_000), "*a ".repeat(16_000), "[a](".repeat(12_000)];
  for (const text of hostile) expect(took(text) / usual).toBeLessThan(20);
});

test("makes visible what changes the order of a text, however it is written", () => {
  const page = shown("a\u202eb &#x2066;c `d\u200b` ![e\u202e](f)\n\n```\ng\u202e\u200b\n```\n");
  expect(page).toContain("a⟨U+202E⟩b ⟨U+2066⟩c <code>d⟨U+200B⟩</code>");
  expect(page).toContain("Picture: e⟨U+202E⟩");
  expect(page).toContain("g⟨U+202E⟩⟨U+200B⟩");
  expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
});
