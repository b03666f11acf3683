import { parseArgs } from "node:util";
import { HubError } from "../../shared/contract/errors.ts";
import { serve } from "./serve.ts";

// `server [PROJECT] [--port N] [--sample]`: what `npm start` runs where there is no desktop.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: "string" }, sample: { type: "boolean" } },
});
const [project] = positionals;
try {
  await serve({
    ...(project === undefined ? {} : { project }),
    ...(values.port === undefined ? {} : { port: Number(values.port) }),
    ...(values.sample === true ? { sample: true } : {}),
  });
  process.exit(0);
} catch (error) {
  // An expected failure is a sentence for whoever started us; anything else is a defect, with its stack.
  process.stderr.write(
    `${error instanceof HubError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
}
