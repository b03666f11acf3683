import { describe, expect, it } from "vitest";
import { portPipe } from "./port-pipe.ts";

/** Both ends of a channel: the page's, which may still be on its way, and the main process's. */
function makeChannel() {
  const { port1, port2 } = new MessageChannel();
  let arrive = (): void => undefined;
  const arriving = new Promise<MessagePort>((resolve) => {
    arrive = () => resolve(port1);
  });
  const received: unknown[] = [];
  const next = (): Promise<void> =>
    new Promise((resolve) => port2.addEventListener("message", () => resolve(), { once: true }));
  port2.addEventListener("message", ({ data }) => received.push(data));
  port2.start();
  return { far: port2, arriving, arrive, received, next };
}

describe("a pipe over a port", () => {
  it("keeps what is sent before the port arrives, in order", async () => {
    const { arriving, arrive, received, next, far } = makeChannel();
    const pipe = portPipe(arriving);
    pipe.send(Uint8Array.of(1));
    pipe.send(Uint8Array.of(2));
    arrive();
    await next();
    await next();
    expect(received).toEqual([Uint8Array.of(1), Uint8Array.of(2)]);
    pipe.close();
    far.close();
  });

  it("brings frames, whether they come as bytes or as a buffer", async () => {
    const { arriving, arrive, far } = makeChannel();
    const pipe = portPipe(arriving);
    const frames: Uint8Array[] = [];
    const both = new Promise<void>((resolve) => {
      pipe.onFrame((frame) => {
        frames.push(frame);
        if (frames.length === 2) resolve();
      });
    });
    arrive();
    far.postMessage(Uint8Array.of(1, 2));
    far.postMessage("not a frame");
    far.postMessage(Uint8Array.of(3).buffer);
    await both;
    expect(frames).toEqual([Uint8Array.of(1, 2), Uint8Array.of(3)]);
    pipe.close();
    far.close();
  });

  it("says once that it is closed, whoever closed it", async () => {
    const { arriving, arrive, far } = makeChannel();
    const pipe = portPipe(arriving);
    let times = 0;
    const closed = new Promise<void>((resolve) => {
      pipe.onClosed(() => {
        times += 1;
        resolve();
      });
    });
    arrive();
    await arriving;
    far.close();
    await closed;
    pipe.close();
    pipe.send(Uint8Array.of(1));
    expect(times).toBe(1);
  });

  it("is closed where the port never comes", async () => {
    const pipe = portPipe(Promise.reject(new Error("no port")));
    await new Promise<void>((resolve) => void pipe.onClosed(resolve));
  });
});
