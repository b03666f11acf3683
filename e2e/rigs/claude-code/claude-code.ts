import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ScriptedModel } from "../messages-api/scripted-model.ts";
import { DrivenTerminal } from "../terminal/driven-terminal.ts";
import { requireClaudeCode } from "./find-claude-code.ts";
import { environmentOf, readSessionFile, type Place, type SessionFile } from "./place.ts";
import { promptLine } from "./prompt-line.ts";

/** A dialog ignores keys for about 150 ms after it opened: whoever types then is still typing something else. */
const PRESS_AGAIN_MS = 300;

/** How often the files of Claude Code are looked at while a test waits for them. */
const LOOK_MS = 20;

export interface ClaudeCodeOptions {
  readonly place: Place;
  readonly model: ScriptedModel;
  /** Given by `--settings`, over the person's own. */
  readonly settings?: object;
  readonly values?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly permissionMode?: string;
  /** Whether it draws on the alternate screen, as it does by itself, or scrolls as other programs do. */
  readonly isFullScreen?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** The real Claude Code in a terminal, with a scripted model. */
export class ClaudeCode extends DrivenTerminal {
  readonly version: string;
  readonly #place: Place;

  constructor(options: ClaudeCodeOptions) {
    const { place, model, settings, values = [], env = {}, permissionMode = "default" } = options;
    const { isFullScreen = false, columns = 110, rows = 36 } = options;
    const { binary, version } = requireClaudeCode();
    const overlay = join(place.root, "overlay.json");
    if (settings !== undefined) writeFileSync(overlay, JSON.stringify(settings));
    super({
      command: binary,
      values: [
        "--permission-mode",
        permissionMode,
        ...(settings === undefined ? [] : ["--settings", overlay]),
        ...values,
      ],
      folder: place.project,
      env: {
        ...environmentOf(place, model.url),
        ...(isFullScreen ? {} : { CLAUDE_CODE_DISABLE_ALTERNATE_SCREEN: "1" }),
        ...env,
      },
      columns,
      rows,
    });
    this.version = version;
    this.#place = place;
  }

  /** Pastes a line at the empty prompt and enters it. */
  async submit(text: string): Promise<void> {
    await this.untilPrompt();
    this.paste(text);
    // Enter that comes together with the paste may be taken for a part of it.
    await this.until(() => promptLine(this.screen.buffer.active).kind === "written");
    this.type("\r");
  }

  /** Waits for the prompt, empty. It is there also while Claude Code works. */
  async untilPrompt(): Promise<void> {
    await this.until(() => promptLine(this.screen.buffer.active).kind === "empty");
  }

  /** Waits for a text among what a person sees now. */
  async untilVisible(text: string): Promise<void> {
    await this.until(() => this.isVisible(text));
  }

  isVisible(text: string): boolean {
    // It does not let a line break after the prompt's sign.
    return this.visibleLines.some((line) => line.replaceAll("\u00a0", " ").includes(text));
  }

  /** Answers a dialog with a key, pressed again while the text that names the dialog is there. */
  async answerDialog(text: string, key: string): Promise<void> {
    await this.untilVisible(text);
    const pressing = setInterval(() => this.type(key), PRESS_AGAIN_MS);
    try {
      await this.until(() => this.hasExited || !this.isVisible(text));
    } finally {
      clearInterval(pressing);
    }
  }

  /** What it writes about itself, by its process. */
  sessionFile(): Promise<SessionFile | undefined> {
    return readSessionFile(this.#place, this.pid);
  }

  /** Waits until it says so of itself. */
  async untilStatus(status: string): Promise<SessionFile> {
    return this.untilSession((file) => file?.status === status);
  }

  /** Waits until what it writes about itself is as the condition wants it. */
  async untilSession(condition: (file: SessionFile) => boolean): Promise<SessionFile> {
    for (;;) {
      const file = await this.sessionFile();
      if (file !== undefined && condition(file)) return file;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  /** Ends it as a person does. */
  async leave(): Promise<void> {
    await this.submit("/exit");
    await this.exit;
  }
}
