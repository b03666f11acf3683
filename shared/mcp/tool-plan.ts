import { z } from "zod";

/** A tool as agents see it: what it is called, what it does and what it takes. What answers it is in the hub. */
export interface ToolPlan {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  /** Whether it leaves everything as it is. */
  readonly isReadOnly: boolean;
  /** Whether what it changes cannot be taken back. */
  readonly isFinal?: boolean;
}

/** The name of a server and its tools, as a program that connects to it is told. */
export interface ServerPlan {
  readonly name: string;
  readonly instructions: string;
  readonly tools: readonly ToolPlan[];
  /** Whether there is something to be read at addresses of its own. */
  readonly hasResources: boolean;
}

/** A tool in a list of tools. */
export interface ListedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly openWorldHint: false;
  };
}

interface ObjectSchema {
  readonly [keyword: string]: unknown;
  readonly type: "object";
}

/** What a server tells a program that connects to it. */
export interface ListedServer {
  readonly name: string;
  readonly instructions: string;
  readonly tools: readonly ListedTool[];
  readonly hasResources: boolean;
}

/** A server with its tools, as it lists them. */
export function listedServer({ name, instructions, tools, hasResources }: ServerPlan): ListedServer {
  return { name, instructions, tools: tools.map(listedTool), hasResources };
}

function listedTool({ name, title, description, input, isReadOnly, isFinal = false }: ToolPlan): ListedTool {
  const { $schema: _dialect, type: _object, ...schema } = z.toJSONSchema(input, { io: "input" });
  return {
    name,
    title,
    description,
    inputSchema: { type: "object", ...schema },
    annotations: { readOnlyHint: isReadOnly, destructiveHint: isFinal, openWorldHint: false },
  };
}

/** What is wrong with arguments, in a sentence for each fault. */
export function problemsOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) =>
      message.startsWith("Error: ") || path.length === 0 ? message : `${path.join(".")}: ${message}`,
    )
    .map((sentence) => (sentence.startsWith("Error: ") ? sentence : `Error: ${sentence}`))
    .join("\n");
}
