import { Settings } from "../../../shared/contract/settings.ts";

export const DEFAULT_FONT_SIZE = Settings.parse({}).terminalFontSize;

const FontSize = Settings.shape.terminalFontSize.unwrap();
const SMALLEST = FontSize.minValue ?? DEFAULT_FONT_SIZE;
const LARGEST = FontSize.maxValue ?? DEFAULT_FONT_SIZE;

/** The nearest font size that the settings take. */
export function clampFontSize(fontSize: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, Math.round(fontSize)));
}
