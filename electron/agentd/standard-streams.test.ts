import { once } from "node:events";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { StandardStreams } from "./standard-streams.ts";

function streams(): {
  readonly input: PassThrough;
  readonly output: PassThrough;
  readonly both: StandardStreams;
} {
  const [input, output] = [new PassThrough(), new PassThrough()];
  return { input, output, both: new StandardStreams(input, output) };
}

describe("standard input and output as one connection", () => {
  it("carry both ways", async () => {
    const { input, output, both } = streams();
    input.write("in");
    expect(String((await once(both, "data"))[0])).toBe("in");
    both.write("out");
    expect(String((await once(output, "data"))[0])).toBe("out");
  });

  it("are closed when the input ends", async () => {
    const { input, both } = streams();
    both.resume();
    const closed = once(both, "close");
    input.end();
    await closed;
    expect(both.writable).toBe(false);
  });

  it("say their end behind the last word, as a frame that is none", async () => {
    const { output, both } = streams();
    both.end("last");
    await once(both, "close");
    expect(output.read()?.toString()).toBe("last\0\0\0\0");
  });
});
