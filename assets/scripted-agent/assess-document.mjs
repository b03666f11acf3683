const MAX_FINDINGS = 4;
const AFTER_RELEASE = /^_After release:/;
const ITEM = /^(?:EI-|Step )?\d+$/;

/**
 * Reads a document as a careful reviewer would who knows nothing of its subject: what it consists of, and what in it is
 * still open. Once the work is done, results have to be there too.
 */
export function assessDocument(text, isAfterWork) {
  const body = withoutFrontMatter(text);
  const sections = sectionsOf(body);
  const items = sections.flatMap(({ lines }) => lines.flatMap(itemOf));
  const open = [
    ...(sections.length === 0 ? ["it has no sections"] : []),
    ...(/TEMPLATE USAGE GUIDE/.test(body) ? ["the usage guide of its template is still in it"] : []),
    ...sections.flatMap((section) => openIn(section, isAfterWork)),
    ...(isAfterWork ? items.filter(({ isDone }) => !isDone).map(({ name }) => `${name} has no result`) : []),
  ];
  const parts = [
    counted(sections.length, "section"),
    ...(items.length > 0 ? [counted(items.length, "item")] : []),
  ];
  return { title: titleOf(text), parts: parts.join(" and "), hasItems: items.length > 0, open };
}

/** The findings as the comment of a review. */
export function commentOn({ parts, hasItems, open }, isAfterWork) {
  if (open.length > 0) {
    const more = open.length > MAX_FINDINGS ? `; and ${open.length - MAX_FINDINGS} more` : "";
    return `Still open: ${open.slice(0, MAX_FINDINGS).join("; ")}${more}.`;
  }
  if (!hasItems) return `Read in full, ${parts}. Nothing is left open.`;
  return isAfterWork
    ? `Read in full, ${parts}. Each item has a result.`
    : `Read in full, ${parts}. Each item says what is done and what is expected.`;
}

function titleOf(text) {
  const title = /^---\n[\s\S]*?^title: *(.*)$/m.exec(text)?.[1] ?? "";
  return title.replace(/^(["'])(.*)\1$/, "$2");
}

function withoutFrontMatter(text) {
  return text.replace(/^---\n[\s\S]*?\n---\n/, "");
}

function sectionsOf(body) {
  const [, ...parts] = body.split(/^## /m);
  return parts.map((part) => {
    const [name, ...lines] = part.replaceAll(/<!--[\s\S]*?-->/g, "").split("\n");
    return { name: name.trim(), lines };
  });
}

/** A row of a table of steps: its last cell or two are where results are written. */
function itemOf(line) {
  if (!line.startsWith("|")) return [];
  const cells = line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
  if (!ITEM.test(cells[0] ?? "")) return [];
  return [{ name: cells[0], isDone: cells.every((cell) => cell !== "") }];
}

function openIn({ name, lines }, isAfterWork) {
  const text = lines.join("\n").replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, "");
  const placeholder = /\[[^\]\n]{3,}\](?!\()|\{\{\w+\}\}|\bTBD\b|\bTo be written\b/i.exec(text)?.[0];
  if (placeholder !== undefined) return [`section "${name}" still says ${shortened(placeholder)}`];
  if (text.replaceAll("**END OF DOCUMENT**", "").trim() === "") return [`section "${name}" is empty`];
  if (isAfterWork && lines.some((line) => AFTER_RELEASE.test(line)))
    return [`section "${name}" is not written`];
  return [];
}

function shortened(text) {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function counted(count, word) {
  return `${count} ${count === 1 ? word : `${word}s`}`;
}
