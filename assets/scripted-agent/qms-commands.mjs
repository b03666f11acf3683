import { Desk } from "./desk.mjs";
import { Refusal } from "./refusal.mjs";
import { splitWords } from "./split-words.mjs";
import { writeFileOfProject } from "./write-file.mjs";

/** What the agent can be asked to do with its inbox and the documents of its project. */
export const QMS_COMMANDS = {
  inbox: { usage: "inbox", does: "shows what waits for me", run: busily((desk) => desk.qms(["inbox"])) },
  work: { usage: "work", does: "takes every task in my inbox", run: busily((desk) => desk.work()) },
  review: {
    usage: "review ID [COMMENT]",
    does: "reads and reviews; a comment recommends it",
    run: busily((desk, words) => desk.readAndReview(...firstOf(words))),
  },
  return: {
    usage: "return ID WHY",
    does: "asks for updates",
    run: busily((desk, words) => desk.review(...bothOf(words, "return CR-001 EI-2 expects nothing"), false)),
  },
  approve: {
    usage: "approve ID",
    does: "approves it",
    run: busily((desk, words) => desk.approve(words)),
  },
  reject: {
    usage: "reject ID WHY",
    does: "rejects its approval",
    run: busily((desk, words) => desk.reject(...bothOf(words, "reject CR-001 EI-2 has no result"))),
  },
  message: {
    usage: "message NAME SUBJECT: TEXT",
    does: "writes to another agent",
    run: busily((desk, words) => desk.qms(messageIn(words))),
  },
  archive: {
    usage: "archive ITEM",
    does: "puts an item of my inbox away",
    run: busily((desk, words) =>
      desk.qms(["inbox", `--archive=${neededIn(words, "archive msg-qa-083015")}`]),
    ),
  },
  write: {
    usage: "write FILE, then its text",
    does: "writes a file, pasted in one piece",
    run: busily((_desk, text, { terminal }) => writeFileOfProject(text, terminal)),
  },
  qms: {
    usage: "qms …",
    does: "runs qms with these words",
    run: busily((desk, words) => desk.qms(splitWords(words))),
  },
};

function busily(work) {
  return async (words, agent) => {
    agent.showState("busy");
    await work(new Desk(agent), words, agent);
  };
}

/** The first word, and what follows it if anything does. */
function firstOf(words) {
  const [, first, rest] = /^(\S*)\s*([\s\S]*)$/.exec(words);
  return [first, rest === "" ? undefined : rest];
}

function bothOf(words, example) {
  const [first, rest] = firstOf(words);
  if (rest === undefined) throw new Refusal(`That needs a document and a reason, as in: ${example}`);
  return [first, rest];
}

function neededIn(words, example) {
  if (words === "") throw new Refusal(`That needs a name, as in: ${example}`);
  return words;
}

function messageIn(words) {
  const [, name, subject, text] = /^([\w.-]+)\s+([^:\n]+):\s+([\s\S]+)$/.exec(words) ?? [];
  if (name === undefined || name.startsWith("-"))
    throw new Refusal("That needs a name, a subject and a text, as in: message qa CR-001: which file?");
  return ["message", name, `--subject=${subject}`, "--", text];
}
