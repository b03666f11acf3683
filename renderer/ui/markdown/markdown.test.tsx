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
