import { assessDocument, commentOn } from "./assess-document.mjs";
import { Refusal } from "./refusal.mjs";
import { runQms } from "./run-qms.mjs";
import { joinWords } from "./split-words.mjs";

const DOCUMENT = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9_]+)+$/;
/** A task as the inbox lists it. What messages say stands further in, and cannot look like one. */
const TASK = /^ {2}(?:\S+ )?\[(?:REVIEW|APPROVAL)\] (\S+)$/gm;

/** The agent's desk: its inbox and the documents, worked on with the `qms` command in sight of whoever watches. */
export class Desk {
  #agent;

  constructor(agent) {
    this.#agent = agent;
  }

  /** Runs `qms`, and shows the command and its answer. */
  async qms(args, { isQuiet = false } = {}) {
    const { terminal, user } = this.#agent;
    const { style } = terminal;
    terminal.line(`${style.green("●")} ${style.bold("qms")} ${joinWords(args)}`);
    const { code, text } = await runQms(args, { user, terminal });
    const lines = text.trimEnd().split("\n");
    if (code !== 0 || !isQuiet)
      for (const line of lines) terminal.line(code === 0 ? `  ${line}` : `  ${style.red(line)}`);
    else terminal.line(style.dim(`  ${lines.length} lines`));
    if (code === undefined) throw new Refusal("Interrupted.");
    return { isDone: code === 0, text };
  }

  /** Takes every task in the inbox. */
  async work() {
    const inbox = await this.qms(["inbox"]);
    if (!inbox.isDone) throw new Refusal("I cannot read my inbox.");
    const ids = [...new Set(Array.from(inbox.text.matchAll(TASK), ([, id]) => id))];
    let done = 0;
    for (const id of ids) if (DOCUMENT.test(id) && (await this.handle(id))) done += 1;
    const { terminal } = this.#agent;
    const sentence =
      ids.length === 0
        ? "No tasks."
        : `${done} of ${ids.length} ${ids.length === 1 ? "task" : "tasks"} done.`;
    terminal.line(`${done === ids.length ? terminal.style.green("✔") : terminal.style.red("✖")} ${sentence}`);
  }

  /** Reads a document and answers what it waits for, a review or an approval; true when that was taken. */
  async handle(id) {
    const round = await this.#roundOf(id);
    if (round === undefined) return false;
    const finding = await this.#read(id, round);
    if (finding === undefined) return false;
    if (round.isReview) return this.review(id, finding.comment, finding.isGood);
    return finding.isGood ? this.approve(id) : this.reject(id, finding.comment);
  }

  /** Reads and reviews; with a comment it is recommended, without one the reading decides. */
  async readAndReview(id, comment) {
    const round = await this.#roundOf(id);
    if (round === undefined) return;
    if (!round.isReview) return this.#say(`${id} waits for an approval: approve ${id}, or reject ${id} WHY.`);
    const finding = await this.#read(id, round);
    if (finding !== undefined)
      await this.review(id, comment ?? finding.comment, comment !== undefined || finding.isGood);
  }

  async review(id, comment, isRecommended) {
    const outcome = isRecommended ? "--recommend" : "--request-updates";
    return (await this.qms(["review", documentIn(id), outcome, `--comment=${comment}`])).isDone;
  }

  async approve(id) {
    return (await this.qms(["approve", documentIn(id)])).isDone;
  }

  async reject(id, comment) {
    return (await this.qms(["reject", documentIn(id), `--comment=${comment}`])).isDone;
  }

  /** What a document waits for; undefined, and said, when it waits for nobody. */
  async #roundOf(id) {
    const { isDone, text } = await this.qms(["status", documentIn(id)], { isQuiet: true });
    if (!isDone) return undefined;
    const status = /^Status: (\S+)$/m.exec(text)?.[1];
    const [, stage, kind] = /^IN_(PRE_|POST_)?(REVIEW|APPROVAL)$/.exec(status ?? "") ?? [];
    if (kind === undefined) return this.#say(`${id} is ${status}: nothing waits for me.`);
    return { isReview: kind === "REVIEW", isAfterWork: stage === "POST_" };
  }

  async #read(id, { isAfterWork }) {
    const { isDone, text } = await this.qms(["read", id, "--draft"], { isQuiet: true });
    if (!isDone) return undefined;
    const document = assessDocument(text, isAfterWork);
    const comment = commentOn(document, isAfterWork);
    this.#say(`${document.title}: ${comment}`);
    return { comment, isGood: document.open.length === 0 };
  }

  #say(text) {
    const { terminal } = this.#agent;
    terminal.line(`${terminal.style.blue("◆")} ${text}`);
  }
}

function documentIn(text) {
  if (!DOCUMENT.test(text)) throw new Refusal(`"${text}" is no document; one is called CR-001, for example.`);
  return text;
}
