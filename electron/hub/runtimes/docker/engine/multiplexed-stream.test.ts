import { once } from "node:events";
import { Duplex, PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../../../../shared/base/seeded-random.test-support.ts";
import { MultiplexedStream } from "./multiplexed-stream.ts";

function piece(kind: number, bytes: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header[0] = kind;
  header.writeUInt32BE(bytes.byteLength, 4);
  return Buffer.concat([header, bytes]);
}

/** A connection whose other end a test holds. */
function connection(): {
  readonly duplex: Duplex;
  readonly incoming: { write(bytes: Buffer): void; end(bytes?: Buffer): void };
  readonly outgoing: PassThrough;
} {
  const outgoing = new PassThrough();
  const duplex = new Duplex({
    read: () => undefined,
    write: (bytes, encoding, done) => outgoing.write(bytes, encoding, done),
  });
  const write = (bytes: Buffer): void => void duplex.push(bytes);
  const end = (bytes?: Buffer): void => {
    if (bytes !== undefined) write(bytes);
    duplex.push(null);
  };
  return { duplex, incoming: { write, end }, outgoing };
}

describe("the output of a program in a container", () => {
  it("comes out as it went in, whatever the pieces it arrives in", async () => {
    const random = seededRandom(5);
    for (let round = 0; round < rounds(50); round += 1) {
      const output: Buffer[] = [];
      const all: Buffer[] = [];
      for (let count = 0; count < 20; count += 1) {
        const bytes = Buffer.alloc(random.below(300), count + 1);
        const isError = random.below(4) === 0;
        if (!isError) output.push(bytes);
        all.push(piece(isError ? 2 : 1, bytes));
      }
      const { duplex, incoming } = connection();
      const stream = new MultiplexedStream(duplex);
      const read: Buffer[] = [];
      stream.on("data", (bytes: Buffer) => read.push(bytes));
      const whole = Buffer.concat(all);
      for (let at = 0; at < whole.byteLength;) {
        const size = 1 + random.below(50);
        incoming.write(whole.subarray(at, at + size));
        at += size;
      }
      incoming.end();
      await once(stream, "end");
      expect(Buffer.concat(read).equals(Buffer.concat(output))).toBe(true);
      stream.destroy();
    }
  });

  it("is all read, also when the connection has closed behind it", async () => {
    const { duplex, incoming } = connection();
    const stream = new MultiplexedStream(duplex);
    incoming.write(piece(1, Buffer.from("last words")));
    await once(duplex, "data");
    duplex.destroy();
    await once(duplex, "close");
    const read: Buffer[] = [];
    stream.on("data", (bytes: Buffer) => read.push(bytes));
    await once(stream, "close");
    expect(Buffer.concat(read).toString()).toBe("last words");
  });

  it("keeps the end of what went wrong", async () => {
    const { duplex, incoming } = connection();
    const stream = new MultiplexedStream(duplex);
    incoming.write(piece(2, Buffer.alloc(10_000, "a")));
    incoming.end(piece(2, Buffer.from("not there\n")));
    stream.resume();
    await once(stream, "close");
    expect(stream.complaint).toHaveLength(4095);
    expect(stream.complaint).toMatch(/anot there$/);
  });

  it("takes input, and lets the connection go with it", async () => {
    const { duplex, outgoing } = connection();
    const stream = new MultiplexedStream(duplex);
    stream.write("hello");
    expect(String(await once(outgoing, "data"))).toBe("hello");
    stream.destroy();
    expect(duplex.destroyed).toBe(true);
  });
});
