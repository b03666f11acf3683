import { HubError } from "../../../../shared/contract/errors.ts";
import { GIT_SERVER } from "../../../../shared/mcp/git-tools.ts";
import type { ToolAnswer } from "../../../../shared/mcp/mcp-calls.ts";
import { problemsOf } from "../../../../shared/mcp/tool-plan.ts";
import type { GitAccess } from "../../config/git-settings.ts";
import type { GitCallRecord } from "../../git/calls/git-call-record.ts";
import { judgeGit } from "../../git/rules/judge-git.ts";
import { isWorktreePath } from "../../git/rules/worktree-path.ts";
import { agentIdentity } from "../../git/run/clean-environment.ts";
import type { GitCall, GitRunner } from "../../git/run/git-runner.ts";
import { toldWork } from "../told-work.ts";
import type { ToolCaller, ToolDesk, ToolResult } from "../tool-desk.ts";
import { gitAnswer, gitRefusal } from "./git-answer.ts";
import { gitHelp, noWorktrees } from "./git-help.ts";
import { hiddenFrom } from "./hidden-from.ts";
import { Turns } from "./turns.ts";

const NOT_KNOWN =
  "The hub ended in the middle of this call: whether git carried it out is not known. Look first (status, log), then decide.";
/** They reach out to another machine, or write out all files. */
const SLOW_VERBS: readonly string[] = ["push", "pull", "worktree"];
const NO_ROLE = "The project lets you do nothing with git.";

export interface GitDeskOptions {
  readonly root: string;
  /** The project's name: part of the address of whoever commits. */
  readonly project: string;
  readonly runner: GitRunner;
  readonly record: GitCallRecord;
  readonly accessOf: (user: string) => GitAccess;
  /** Takes why the answer to a call could not be recorded, for the log. */
  readonly onUnrecorded: (error: unknown) => void;
  readonly turns?: Turns;
}

/** Git for users, each with its own role and as author and committer of what it commits. */
export function gitDesk({
  root,
  project,
  runner,
  record,
  accessOf,
  onUnrecorded,
  turns = new Turns(),
}: GitDeskOptions): ToolDesk {
  const inputs = new Map(GIT_SERVER.tools.map(({ name, input }) => [name, input]));
  const running = new Map<string, Promise<ToolAnswer>>();

  async function git(caller: ToolCaller, args: readonly string[], worktree?: string): Promise<ToolAnswer> {
    const { user, signal } = caller;
    const access = accessOf(user);
    const { role, context } = access;
    if (role === "none") return gitRefusal(NO_ROLE);
    const verdict = judgeGit(args, role, context);
    if (verdict.kind === "refused") return gitRefusal(verdict.reason);
    if (!access.usesWorktrees && verdict.argv[0] === "worktree" && verdict.changes)
      return gitRefusal(noWorktrees(user));
    const path =
      worktree === undefined || worktree.includes("/") ? worktree : `${context.worktrees}/${worktree}`;
    if (path !== undefined && !isWorktreePath(path, context))
      return gitRefusal(`Your worktrees are folders in ${context.worktrees}.`);
    const hidden = await hiddenFrom(root, user, access);
    const identity = agentIdentity(user, project);
    const call: GitCall = {
      ...{ verdict, identity, signal, hidden },
      ...(path === undefined ? {} : { worktree: path }),
    };
    const work = (): Promise<ToolAnswer> =>
      verdict.changes ? once(user, `${user} ${caller.key}`, told(call, caller)) : runInTurn(user, call);
    return toldWork(caller.tell, () => `git ${verdict.argv[0]} is at work, or waits for its turn.`, work);
  }

  /** Says when something that takes its time begins: until then it waits for others. */
  function told(call: GitCall, { tell }: ToolCaller): GitCall {
    const [verb = ""] = call.verdict.argv;
    if (!SLOW_VERBS.includes(verb)) return call;
    tell({ news: "progress", progress: 0, message: `git ${verb} waits for its turn.` });
    const begin = (): void => tell({ news: "log", level: "info", text: `git ${verb} has begun.` });
    return { ...call, begin: async () => begin() };
  }

  async function runInTurn(user: string, call: GitCall): Promise<ToolAnswer> {
    const answer = await turns.take(user, call.signal, () => runner.run(call));
    return gitAnswer(call.verdict.argv[0], answer);
  }

  /** Carries out a call that changes something, and only once whatever becomes of its answer. */
  function once(user: string, key: string, call: GitCall): Promise<ToolAnswer> {
    const known = running.get(key);
    if (known !== undefined) return known;
    const recorded = record.find(key);
    if (recorded !== undefined) return Promise.resolve(recorded.answer ?? gitRefusal(NOT_KNOWN));
    const answer = recordedRun(user, key, call).finally(() => running.delete(key));
    running.set(key, answer);
    return answer;
  }

  async function recordedRun(user: string, key: string, call: GitCall): Promise<ToolAnswer> {
    let isBegun = false;
    const begin = async (): Promise<void> => {
      await record.begin(key);
      isBegun = true;
      await call.begin?.();
    };
    const answer = await runInTurn(user, { ...call, begin }).catch((error: unknown) => {
      // What did not begin may be asked for again.
      if (!isBegun) throw error;
      return asAnswer(error);
    });
    // It is done: whoever asked has to know, also where a later hub will not.
    await record.finish(key, answer).catch((error: unknown) => onUnrecorded(error));
    return answer;
  }

  return {
    plan: GIT_SERVER,
    call: async (caller, name, given) => {
      const parsed = inputs.get(name)?.safeParse(given ?? {});
      if (parsed === undefined) return { answer: gitRefusal("There is no tool of that name.") };
      if (!parsed.success)
        return { answer: { content: [{ type: "text", text: problemsOf(parsed.error) }], isError: true } };
      const { args, worktree, command } = parsed.data;
      if (name === "git_help") {
        const help = gitHelp(accessOf(caller.user), typeof command === "string" ? command : undefined);
        return { answer: { content: [{ type: "text", text: help }] } };
      }
      const words = Array.isArray(args) ? args.filter((word) => typeof word === "string") : [];
      const where = typeof worktree === "string" ? worktree : undefined;
      return resultOf(await git(caller, words, where).catch(asAnswer));
    },
  };
}

/** An answer that does not begin with our own word for it is what git said. */
function resultOf(answer: ToolAnswer): ToolResult {
  const isOurs = answer.content[0]?.text.startsWith("Error: ") === true;
  return { answer, hasFailed: answer.isError === true && !isOurs };
}

/** What is expected to go wrong is an answer like any other: it is recorded, and told again. */
function asAnswer(error: unknown): ToolAnswer {
  if (error instanceof HubError && error.code !== "internal") return gitRefusal(error.message);
  throw error;
}
