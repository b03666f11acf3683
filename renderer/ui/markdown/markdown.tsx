import { memo, useEffect, useMemo, useState, type ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { inOrder } from "../plainly.ts";
import { CodeBlock } from "./code-block.tsx";
import { linkDocuments } from "./document-links.ts";
import { markdownParts } from "./markdown-parts.ts";
import { weightOf } from "./markdown-weight.ts";
import { PartBoundary, PlainPart } from "./plain-part.tsx";
import { showOrder } from "./show-order.ts";
import { tagsAsText } from "./tags-as-text.ts";
import styles from "./markdown.module.css";

export interface MarkdownProps {
  readonly text: string;
  /** Whether there is a document of this id; then the id becomes a link. */
  readonly isDocument?: (id: string) => boolean;
  readonly onOpenDocument?: (id: string) => void;
}

const NO_DOCUMENT = (): boolean => false;
const NOTHING = (): void => undefined;

/**
 * A text in Markdown, with tables, task lists and code in colours. The text may be anybody's: tags in it stay text,
 * pictures are not loaded, and what links lead to is cleaned. A long one is shown part by part, and a part that would
 * take too long as it is written.
 */
export function Markdown({ text, isDocument = NO_DOCUMENT, onOpenDocument = NOTHING }: MarkdownProps) {
  const parts = useMemo(() => markdownParts(text), [text]);
  const shown = useShown(parts.length, text);
  return (
    <div className={styles.markdown} aria-busy={shown < parts.length}>
      {parts.slice(0, shown).map((part, place) => (
        <MarkdownPart key={place} text={part} isDocument={isDocument} onOpenDocument={onOpenDocument} />
      ))}
    </div>
  );
}

/** How many parts are shown: one more with each moment that the page has to spare. */
function useShown(count: number, text: string): number {
  const [{ of, shown }, setShown] = useState({ of: text, shown: 1 });
  const current = of === text ? shown : 1;
  useEffect(() => {
    if (current >= count) return;
    const timer = setTimeout(() => setShown({ of: text, shown: current + 1 }), 0);
    return () => clearTimeout(timer);
  }, [current, count, text]);
  return current;
}

const MarkdownPart = memo(function MarkdownPart({
  text,
  isDocument,
  onOpenDocument,
}: Required<MarkdownProps>) {
  const components = useMemo(() => componentsFor(onOpenDocument), [onOpenDocument]);
  const rehypePlugins = useMemo(() => [rehypeSanitize, showOrder, linkDocuments(isDocument)], [isDocument]);
  const weight = useMemo(() => weightOf(text), [text]);
  if (weight !== undefined) return <PlainPart text={text} why={weight} />;
  return (
    <PartBoundary key={text} text={text}>
      <ReactMarkdown remarkPlugins={REMARK_PLUGINS} rehypePlugins={rehypePlugins} components={components}>
        {text}
      </ReactMarkdown>
    </PartBoundary>
  );
});

const REMARK_PLUGINS = [remarkGfm, tagsAsText];

function componentsFor(onOpenDocument: (id: string) => void): Components {
  return {
    a: ({ node, href, children }) => {
      const id = node?.properties["dataDocument"];
      if (typeof id === "string") {
        return (
          <button type="button" className={styles.document} onClick={() => onOpenDocument(id)}>
            {children}
          </button>
        );
      }
      return <OutsideLink href={href}>{children}</OutsideLink>;
    },
    // A picture would be asked for from wherever the text says.
    img: ({ src, alt }) => (
      <span className={styles.picture} title={typeof src === "string" ? src : undefined}>
        {`Picture: ${alt === undefined || alt === "" ? "without a description" : inOrder(alt)}`}
      </span>
    ),
    pre: ({ node, children }) => {
      const code = node?.children[0];
      if (code?.type !== "element" || code.tagName !== "code") return <pre>{children}</pre>;
      const name = classesOf(code.properties["className"]).find((one) => one.startsWith("language-"));
      const text = code.children.map((child) => (child.type === "text" ? child.value : "")).join("");
      return <CodeBlock code={text.replace(/\n$/, "")} language={name?.slice("language-".length) ?? ""} />;
    },
    table: ({ children }) => (
      <div className={styles.table} role="group" aria-label="Table" tabIndex={0}>
        <table>{children}</table>
      </div>
    ),
    // A text's headings stand below those of the window.
    h1: ({ children }) => <h3 data-level="1">{children}</h3>,
    h2: ({ children }) => <h4 data-level="2">{children}</h4>,
    h3: ({ children }) => <h5 data-level="3">{children}</h5>,
    h4: ({ children }) => <h6 data-level="4">{children}</h6>,
    h5: ({ children }) => <h6 data-level="4">{children}</h6>,
    h6: ({ children }) => <h6 data-level="4">{children}</h6>,
    input: ({ checked }) => (
      <input
        type="checkbox"
        checked={checked === true}
        disabled
        aria-label={checked === true ? "Done" : "Open"}
      />
    ),
  };
}

function classesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** Only the web can be gone to; any other link is its words. */
function OutsideLink({
  href,
  children,
}: {
  readonly href: string | undefined;
  readonly children: ReactNode;
}) {
  if (href === undefined || !/^https?:\/\//i.test(href)) {
    return <span title={href === undefined || href === "" ? undefined : href}>{children}</span>;
  }
  return (
    <a href={href} title={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}
