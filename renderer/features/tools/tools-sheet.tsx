import { useEffect, useRef } from "react";
import { EmptySheet, Sheet } from "../../ui/sheet.tsx";
import { ToolsPart, type ToolsPartProps } from "./tools-part.tsx";

export interface ToolsSheetProps extends Omit<ToolsPartProps, "empty"> {
  readonly onClose: () => void;
}

/** An agent's tools, beside whatever the person is at. */
export function ToolsSheet({ onClose, ...part }: ToolsSheetProps) {
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => sheet.current?.focus(), [part.agent]);
  return (
    <Sheet
      title={`Tools of ${part.agent}`}
      closeLabel="Close tools"
      element={sheet}
      onKey={() => false}
      onClose={onClose}
    >
      <ToolsPart
        {...part}
        empty={
          <EmptySheet title="No tools are known.">
            The tools that Quorum gives this agent appear here.
          </EmptySheet>
        }
      />
    </Sheet>
  );
}
