import { useEffect, useState } from "react";
import { plainly } from "../plainly.ts";
import type { CodeToken } from "./highlight.ts";
import styles from "./markdown.module.css";

export interface CodeBlockProps {
  readonly code: string;
  readonly language: string;
}

interface Coloured {
  readonly code: string;
  readonly lines: readonly (readonly CodeToken[])[] | undefined;
}

/** More is shown without colours. */
const MOST_CHARACTERS = 20_000;

/** A block of code; its colours come when what makes them is loaded. */
export function CodeBlock({ code, language }: CodeBlockProps) {
  const [coloured, setColoured] = useState<Coloured>();
  const lines = coloured?.code === code ? coloured.lines : undefined;
  useEffect(() => {
    if (language === "" || code.length > MOST_CHARACTERS) return;
    let isWanted = true;
    const colour = async (): Promise<void> => {
      const { highlight } = await import("./highlight.ts");
      const found = await highlight(code, language);
      if (isWanted) setColoured({ code, lines: found });
    };
    // Without colours it reads as well.
    void colour().catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [code, language]);
  return (
    <pre className={styles.code} tabIndex={0} aria-label={language === "" ? "Code" : `Code in ${language}`}>
      <code>
        {lines === undefined
          ? plainly(code)
          : lines.map((line, place) => (
              <span key={place}>
                {line.map(({ text, colour }, at) => (
                  <span key={at} style={colour === undefined ? undefined : { color: colour }}>
                    {plainly(text)}
                  </span>
                ))}
                {"\n"}
              </span>
            ))}
      </code>
    </pre>
  );
}
