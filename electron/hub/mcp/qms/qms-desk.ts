import type { ToolAnswer } from "../../../../shared/mcp/mcp-calls.ts";
import { QMS_SERVER } from "../../../../shared/mcp/qms-tools.ts";
import { problemsOf } from "../../../../shared/mcp/tool-plan.ts";
import type { QmsRequest } from "../../../../shared/qms/request.ts";
import { refused, type CommandOutcome } from "../../qms/command/perform-command.ts";
import { Refusal } from "../../qms/refusal.ts";
import type { CallWait } from "../../qms/worker/qms-worker.ts";
import type { DeskResources, ToolCaller, ToolDesk, ToolResult } from "../tool-desk.ts";
import { ToolArguments } from "./tool-arguments.ts";
import { toolRequest } from "./tool-request.ts";

/** Requests of users, carried out away from the hub's event loop. */
export interface QmsCalls {
  /** With the same key it is the same call, also for a hub that was there before: its answer is told again. */
  call(user: string, key: string, request: QmsRequest, wait?: CallWait): Promise<CommandOutcome>;
  archiveShown(user: string, names: readonly string[]): void;
}

/** What users' calls say about documents and inboxes. */
export interface QmsWitness {
  /** The user is about to carry out this on a document. */
  acts(user: string, command: string, document: string): void;
  /** The user has got the list of what lies in the inbox. */
  seen(user: string): void;
}

/** The tools of the QMS: each asks what the command would ask, as the one who calls. */
export function qmsDesk(calls: QmsCalls, witness: QmsWitness, resources?: DeskResources): ToolDesk {
  const inputs = new Map(QMS_SERVER.tools.map(({ name, input }) => [name, input]));

  function requestOf(caller: ToolCaller, name: string, given: unknown): QmsRequest {
    const parsed = inputs.get(name)?.safeParse(given ?? {});
    if (parsed === undefined) throw new Refusal(`Error: There is no tool called ${shown(name)}.`);
    if (!parsed.success) throw new Refusal(problemsOf(parsed.error));
    const named = new ToolArguments(parsed.data, caller.file);
    const user = named.text("user").trim();
    if (user !== "" && user !== caller.user) throw new IdentityMismatch(caller.user, user);
    const request = toolRequest(name, named);
    if (request === undefined) throw new Error(`nothing answers the tool ${name}`);
    return request;
  }

  async function call(caller: ToolCaller, name: string, given: unknown): Promise<ToolResult> {
    const { user, key } = caller;
    const request = requestOf(caller, name, given);
    if ("id" in request) witness.acts(user, request.kind, request.id);
    const outcome = await calls.call(user, key, request, waitOf(caller));
    const isSeen = request.kind === "inbox" && outcome.exitCode === 0;
    const onTaken = (): void => {
      if (isSeen) witness.seen(user);
      if (outcome.shown.length > 0) calls.archiveShown(user, outcome.shown);
    };
    return { answer: answerOf(outcome), onTaken };
  }

  return {
    plan: QMS_SERVER,
    resources,
    call: async (caller, name, given) => {
      try {
        return await call(caller, name, given);
      } catch (error) {
        if (error instanceof Refusal)
          return { answer: answerOf(refused(error)), isMismatch: error instanceof IdentityMismatch };
        throw error;
      }
    },
  };
}

/** Tells the caller at once that the call has to wait, and then each second for how long it has waited. */
function waitOf({ signal, tell }: ToolCaller): CallWait {
  let told = 0;
  return {
    signal,
    onBusy: (waitedMs) => {
      const seconds = Math.floor(waitedMs / 1000);
      if (seconds < told) return;
      if (told === 0) tell({ news: "log", level: "info", text: "Another program is at work on the QMS." });
      told = seconds + 1;
      const message = `Another program is at work on the QMS: waited ${seconds} s for it.`;
      tell({ news: "progress", progress: told, message });
    },
  };
}

class IdentityMismatch extends Refusal {
  constructor(own: string, named: string) {
    super(
      `IDENTITY MISMATCH: Your authenticated identity is '${own}' but you called with user='${shown(named)}'. Use user='${own}' to match your authenticated identity. Impersonating another user is a QMS violation.`,
    );
  }
}

/** What the command would print and end with, as a tool's answer. */
function answerOf({ exitCode, stdout, stderr }: CommandOutcome): ToolAnswer {
  const said = [stdout.trim(), stderr.trim()].filter((text) => text !== "").join("\n");
  const output = said === "" ? "(no output)" : said;
  const isError = exitCode !== 0;
  return {
    content: [{ type: "text", text: output }],
    structuredContent: { success: !isError, return_code: exitCode, output },
    ...(isError ? { isError } : {}),
  };
}

function shown(word: string): string {
  return word.replaceAll(/\p{C}/gu, "?").slice(0, 100);
}
