import { lastText, toolResults, type ModelRequest } from "../rigs/messages-api/model-request.ts";
import type { ScriptedModel } from "../rigs/messages-api/scripted-model.ts";
import { says, type Turn } from "../rigs/messages-api/turn.ts";

/** What an agent does when it is told something, or reads it in what a tool gave back. */
export interface Reaction {
  readonly to: RegExp;
  readonly does: (found: RegExpExecArray) => Turn;
}

/** What a model knew when it did something. */
export interface Heard {
  /** The words that came from outside: a prompt, or what the end of a turn was refused with. */
  readonly told: string;
  readonly results: readonly string[];
}

/** A model that knows nothing but how to react to what is new since its turn before. */
export class Role {
  readonly heard: Heard[] = [];
  readonly #reactions: readonly Reaction[];

  private constructor(reactions: readonly Reaction[]) {
    this.#reactions = reactions;
  }

  /** Gives a model its role; of several reactions the first that fits counts, and where none does the turn is over. */
  static play(model: ScriptedModel, reactions: readonly Reaction[]): Role {
    const role = new Role(reactions);
    model.otherwise = (request) => role.#turn(request);
    return role;
  }

  /** All that it was told, in the order in which it came. */
  get told(): readonly string[] {
    return this.heard.flatMap(({ told }) => (told === "" ? [] : [told]));
  }

  #turn(request: ModelRequest): Turn {
    const results = toolResults(request);
    const told = withoutReminders(lastText(request));
    this.heard.push({ told, results });
    const news = [told, ...results].join("\n");
    for (const { to, does } of this.#reactions) {
      const found = to.exec(news);
      if (found !== null) return does(found);
    }
    return says("Nothing to do.");
  }
}

/** Claude Code adds remarks of its own to what is said. */
function withoutReminders(text: string): string {
  return text.replaceAll(/<system-reminder>[\s\S]*?<\/system-reminder>/g, "").trim();
}
