import { stateOf } from "../../electron/agentd/screen-state.test-support.ts";
import { TestViewer } from "../../electron/hub/testing/test-viewer.test-support.ts";
import { BenchServer } from "../support/bench-server.ts";
import { claimRow, type Row } from "../support/report.ts";

const SIZE = { columns: 100, rows: 30 };
/** A program that never repeats itself: text, colours, cursor moves, modes, the other screen, and a key at a time. */
const PROGRAM = `stty raw -echo; n=0; printf ready; while read -r -N 1 _; do n=$((n+1));
case $((n % 9)) in
0) printf '\\e[%d;%dH\\e[4%dmblock\\e[0m' $((n % 30)) $((n % 90)) $((n % 8));;
1) printf '\\r\\n%d 世界 é 👍🏽 and a rather long line of text that wraps around the right edge of the screen for sure' $n;;
2) printf '\\e[?2004h\\e[?1h\\e[?25l';;
3) printf '\\e[?1049h\\e[2J\\e[Hother screen %d' $n;;
4) printf '\\e[?1049l';;
5) printf '\\e[%d;25r\\e[10;1H\\e[2L' $((n % 12 + 1));;
6) printf '\\e[r\\e[?2004l\\e[?25h\\e[1;38;2;%d;80;90mstyled\\e[m' $((n % 256));;
7) printf '\\e7\\e[12;40H\\e[7msaved\\e8\\e[K';;
8) printf '\\e]8;;https://example.org/%d\\e\\\\link\\e]8;;\\e\\\\\\e[3 q' $n;;
esac; printf '\\e]2;%d\\a' $n; done`;

/** Leaves and comes back many times; each time the screen must be that of a terminal that never left. */
export async function reattach(times: number): Promise<Row[]> {
  const server = await BenchServer.create({ walker: PROGRAM });
  await server.start("walker");
  const constant = new TestViewer(await server.openTerminal("walker"), { size: SIZE });
  await constant.sees("ready");
  let different = 0;
  for (let round = 1; round <= times; round += 1) {
    const from = constant.offset;
    constant.type("x");
    const title = `\x1b]2;${round}\x07`;
    await constant.until((viewer) => viewer.offset > from && lastOutput(viewer).endsWith(title));
    const late = new TestViewer(await server.openTerminal("walker"), { size: SIZE });
    await late.until((viewer) => viewer.offset >= constant.offset);
    if (JSON.stringify(stateOf(late.terminal, 0)) !== JSON.stringify(stateOf(constant.terminal, 0)))
      different += 1;
    late.close();
  }
  constant.close();
  await server.dispose();
  return [
    claimRow(
      `after each of ${times} re-attaches cells, cursor and modes are those of a terminal that never left`,
      different === 0,
      `${different} differ`,
    ),
  ];
}

function lastOutput(viewer: TestViewer): string {
  const frame = viewer.frames.findLast((candidate) => candidate.kind === "output");
  return frame?.kind === "output" ? Buffer.from(frame.bytes).toString() : "";
}
