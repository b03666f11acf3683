import type { Activity } from "../../../shared/link/activity.ts";
import type { Finding, ScreenReading } from "../programs/agent-program.ts";
import { USUAL_TYPING } from "../programs/typed-text.ts";

type State = "idle" | "busy" | "waiting";

/** What the program tells its session host, in the order in which it happens. */
export type FakeReport = { readonly kind: "prompt"; readonly text: string };

const PASTE = /^\x1b\[200~([\s\S]*)\x1b\[201~$/;

/** A program with a prompt, turns and dialogs, that notes everything that was done to it. */
export class FakeProgram {
  readonly typing = USUAL_TYPING;
  /** What was said to it, also in lives before this one. */
  readonly transcript: string[];
  /** What must never happen. */
  readonly mishaps: string[] = [];
  /** Reports on their way. */
  readonly reports: FakeReport[] = [];
  state: State = "idle";
  /** What the session host believes; it hears of changes a little later. */
  believed: State = "idle";
  text = "";
  /** Whether its turn goes on only because its end was refused. */
  isContinued = false;
  /** What was entered last, until the model says a word: Escape takes it back. */
  fresh: string | undefined;
  /** Drawn, and not parsed yet by whoever looks. */
  isDrawing = false;

  constructor(transcript: string[] = []) {
    this.transcript = transcript;
  }

  get activity(): Activity {
    const known = { since: 0, evidence: [] };
    switch (this.believed) {
      case "waiting":
        return { kind: "waiting", what: "permission", text: "", ...known };
      case "idle":
      case "busy":
        return { kind: this.believed, ...known };
    }
  }

  prompt(): ScreenReading | undefined {
    if (this.isDrawing) return undefined;
    if (this.state === "waiting") return { kind: "dialog", what: "permission", text: "" };
    return this.text === "" ? { kind: "empty" } : { kind: "text", text: this.text, isStandIn: false };
  }

  become(state: State): void {
    this.fresh = undefined;
    if (state === "idle") this.isContinued = false;
    this.state = state;
    this.isDrawing = true;
  }

  /** What arrives at its terminal. */
  receive(input: string): void {
    this.isDrawing = true;
    const pasted = PASTE.exec(input)?.[1];
    if (this.state === "waiting") {
      // Letters mean nothing in a dialog, and Enter takes what is chosen.
      if (input === "\r") this.mishaps.push("a dialog was answered");
      return;
    }
    if (pasted !== undefined) {
      if (this.text !== "") this.mishaps.push(`pasted behind ${this.text}`);
      this.text += pasted;
    } else if (input === "\r") this.#submit();
    else if (input === "\x1b") this.#interrupt();
    else if (/^\x15+$/.test(input)) this.text = "";
    else this.text += input;
  }

  /** The end of a turn was refused with this. */
  goOn(reason: string): void {
    this.fresh = undefined;
    this.transcript.push(reason);
    this.isContinued = true;
  }

  find(text: string): Finding {
    return this.transcript.some((said) => said.includes(text)) ? "told" : "not-told";
  }

  #interrupt(): void {
    const { fresh, state } = this;
    if (state !== "busy") return;
    this.become("idle");
    if (fresh === undefined || this.text !== "") return;
    this.transcript.splice(this.transcript.lastIndexOf(fresh), 1);
    this.text = fresh;
  }

  #submit(): void {
    if (this.text === "") return;
    this.fresh = this.state === "idle" ? this.text : undefined;
    this.transcript.push(this.text);
    this.reports.push({ kind: "prompt", text: this.text });
    this.text = "";
    this.isContinued = false;
    this.state = "busy";
  }
}
