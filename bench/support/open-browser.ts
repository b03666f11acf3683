import { chromium, type Browser } from "@playwright/test";
import { findChromium } from "../../e2e/hosts/find-chromium.ts";

/** A browser without a window that paints as one with a window does. */
export function openBrowser(): Promise<Browser> {
  const args = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
  ];
  return chromium.launch({ ...findChromium(), args });
}
