import { z } from "zod";

const CustomProgram = z
  .strictObject({
    command: z.string().min(1).max(4096).meta({ description: "The program: a name on the path, or a path." }),
    args: z.array(z.string().max(4096)).max(100).default([]),
    env: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string().max(32_768)).default({}),
  })
  .meta({ description: "Any command, with its arguments and its environment." });

/** What runs in an agent's terminal: Claude Code, the scripted agent of the sample project, or any command. */
export const ProgramConfig = z.union([z.enum(["claude", "scripted"]), CustomProgram], {
  error: 'A program is "claude", "scripted", or an object with a command, its args and its env',
});
export type ProgramConfig = z.infer<typeof ProgramConfig>;
