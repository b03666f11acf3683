import { memo, useState } from "react";
import type { Block, ComparedLine, Comparison } from "./compare-texts.ts";
import { plainly } from "../../../ui/plainly.ts";
import styles from "./compare.module.css";

export interface DifferenceTableProps {
  readonly comparison: Comparison;
  readonly isSplit: boolean;
}

/** What stands in a cell of the other side. */
const NOTHING = "\u00a0";
/** Lines around a difference. */
const AROUND = 3;
/** So many blocks are drawn at first: nobody looks at more at once. */
const BLOCKS = 300;

/** The lines that are different, each with those around it; what is the same can be opened. */
export function DifferenceTable({ comparison: { blocks }, isSplit }: DifferenceTableProps) {
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [most, setMost] = useState(BLOCKS);
  if (!blocks.some(({ kind }) => kind === "changed")) {
    return <p className={styles.same}>The two texts are the same.</p>;
  }
  return (
    <div className={styles.frame} tabIndex={0} role="group" aria-label="Differences">
      <table className={styles.table} data-split={isSplit} aria-label="Differences">
        <colgroup>
          <col className={styles.numbers} />
          {isSplit && <col />}
          <col className={styles.numbers} />
          <col />
        </colgroup>
        <tbody>
          {blocks.slice(0, most).map((block, place) => (
            <BlockRows
              key={place}
              block={block}
              isSplit={isSplit}
              isFirst={place === 0}
              isLast={place === blocks.length - 1}
              isOpen={opened.has(place)}
              onOpen={() => setOpened(new Set(opened).add(place))}
            />
          ))}
        </tbody>
      </table>
      {most < blocks.length && (
        <button type="button" className={styles.more} onClick={() => setMost(most + BLOCKS)}>
          Show more differences
        </button>
      )}
    </div>
  );
}

interface BlockRowsProps {
  readonly block: Block;
  readonly isSplit: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

const BlockRows = memo(
  function BlockRows({ block, isSplit, isFirst, isLast, isOpen, onOpen }: BlockRowsProps) {
    if (block.kind === "changed") {
      return isSplit ? <SplitRows block={block} /> : <UnifiedRows block={block} />;
    }
    const { lines, before, after } = block;
    const head = isFirst ? 0 : AROUND;
    const tail = isLast ? 0 : AROUND;
    const hidden = lines.length - head - tail;
    const row = (line: string, at: number) => (
      <SameRow key={at} text={line} before={before + at} after={after + at} isSplit={isSplit} />
    );
    if (isOpen || hidden <= 1) return <>{lines.map(row)}</>;
    return (
      <>
        {lines.slice(0, head).map(row)}
        <tr className={styles.gap}>
          <td colSpan={isSplit ? 4 : 3}>
            <button type="button" onClick={onOpen}>{`Show ${String(hidden)} lines that are the same`}</button>
          </td>
        </tr>
        {lines.slice(lines.length - tail).map((line, at) => row(line, lines.length - tail + at))}
      </>
    );
  },
  (one, other) => one.block === other.block && one.isSplit === other.isSplit && one.isOpen === other.isOpen,
);

interface SameRowProps {
  readonly text: string;
  readonly before: number;
  readonly after: number;
  readonly isSplit: boolean;
}

function SameRow({ text, before, after, isSplit }: SameRowProps) {
  const shown = plainly(text);
  return (
    <tr>
      <td className={styles.number}>{before}</td>
      {isSplit && <td className={styles.line}>{shown}</td>}
      <td className={styles.number}>{after}</td>
      <td className={styles.line}>{shown}</td>
    </tr>
  );
}

type Changed = Extract<Block, { readonly kind: "changed" }>;

function UnifiedRows({ block: { removed, added } }: { readonly block: Changed }) {
  return (
    <>
      {removed.map((line) => (
        <tr key={`-${String(line.number)}`} data-way="removed">
          <td className={styles.number}>{line.number}</td>
          <td className={styles.number}>{NOTHING}</td>
          <Line line={line} way="removed" />
        </tr>
      ))}
      {added.map((line) => (
        <tr key={`+${String(line.number)}`} data-way="added">
          <td className={styles.number}>{NOTHING}</td>
          <td className={styles.number}>{line.number}</td>
          <Line line={line} way="added" />
        </tr>
      ))}
    </>
  );
}

function SplitRows({ block: { removed, added } }: { readonly block: Changed }) {
  const count = Math.max(removed.length, added.length);
  return (
    <>
      {Array.from({ length: count }, (_, at) => (
        <tr key={at}>
          <td className={styles.number}>{removed[at]?.number}</td>
          <Line line={removed[at]} way="removed" />
          <td className={styles.number}>{added[at]?.number}</td>
          <Line line={added[at]} way="added" />
        </tr>
      ))}
    </>
  );
}

function Line({ line, way }: { readonly line: ComparedLine | undefined; readonly way: "removed" | "added" }) {
  if (line === undefined) {
    return (
      <td className={styles.line} data-way="none">
        {NOTHING}
      </td>
    );
  }
  const Mark = way === "removed" ? "del" : "ins";
  return (
    <td className={styles.line} data-way={way}>
      <span className={styles.sign}>{way === "removed" ? "−" : "+"}</span>
      {line.pieces.map(({ text, isMarked }, place) =>
        isMarked ? <Mark key={place}>{plainly(text)}</Mark> : <span key={place}>{plainly(text)}</span>,
      )}
    </td>
  );
}
