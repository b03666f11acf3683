/** The part of a terminal, with or without a window, that the repair below needs. */
interface RepairableTerminal {
  readonly cols: number;
  readonly rows: number;
  readonly buffer: { readonly active: { readonly cursorX: number; readonly cursorY: number } };
  readonly parser: {
    registerCsiHandler(
      id: { readonly prefix?: string; readonly final: string },
      callback: (params: (number | number[])[]) => boolean,
    ): unknown;
  };
}

interface EraseInDisplay {
  readonly _core: {
    readonly _inputHandler: {
      eraseInDisplay(params: { readonly length: number; readonly params: readonly number[] }): boolean;
    };
  };
}

/**
 * xterm throws on "erase above" (CSI 1 J) with the cursor in the last cell of the screen, and a terminal that threw
 * parses nothing more: any program could kill its terminal. There it means the whole screen, so that is what is done.
 */
export function repairEraseAbove(terminal: RepairableTerminal): void {
  const eraseAll = (params: (number | number[])[]): boolean => {
    const { cursorX, cursorY } = terminal.buffer.active;
    if (params[0] !== 1 || cursorX + 1 < terminal.cols || cursorY + 1 < terminal.rows) return false;
    const core = (terminal as unknown as EraseInDisplay)._core;
    return core._inputHandler.eraseInDisplay({ length: 1, params: [2] });
  };
  terminal.parser.registerCsiHandler({ final: "J" }, eraseAll);
  terminal.parser.registerCsiHandler({ prefix: "?", final: "J" }, eraseAll);
}
