import { describe, expect, it } from "vitest";
import type { HubClient } from "../../shared/contract/contract.ts";
import { HubConnection } from "./hub-connection.ts";
import { HubUnreachable, TokenRefused, type ContractChannel, type Transport } from "./transport.ts";

const client = {} as HubClient;

/** A channel that the test can lose. */
function channel(): ContractChannel & { readonly lose: () => void } {
  let lose = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    lose = resolve;
  });
  return { client, closed, close: lose, lose };
}

/** Connects as the script says, one attempt after another. */
function scripted(...attempts: (ContractChannel | Error)[]): Transport {
  return {
    connect: () => {
      const next = attempts.shift() ?? new HubUnreachable("the script is over");
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    openTerminal: () => {
      throw new Error("no terminals here");
    },
    openShell: () => {
      throw new Error("no shells here");
    },
  };
}

function connect(transport: Transport) {
  const waits: number[] = [];
  const followed: AbortSignal[] = [];
  const connection: HubConnection = new HubConnection({
    transport,
    follow: (_client, signal) => {
      followed.push(signal);
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    },
    wait: (milliseconds) => {
      waits.push(milliseconds);
      if (waits.length > 8) connection.dispose();
      return Promise.resolve();
    },
  });
  const kinds: string[] = [];
  connection.status.subscribe(({ kind }) => kinds.push(kind));
  const until = (kind: string): Promise<void> =>
    new Promise((resolve) => {
      if (connection.status.getState().kind === kind) resolve();
      else connection.status.subscribe((status) => status.kind === kind && resolve());
    });
  return { connection, waits, followed, kinds, until, ran: connection.run() };
}

describe("the connection to the hub", () => {
  it("has a client while it is up, and refuses with a sentence while it is not", async () => {
    const first = channel();
    const { connection, until, ran } = connect(scripted(first));
    expect(() => connection.client).toThrow(/not connected/);
    await until("connected");
    expect(connection.client).toBe(client);
    connection.dispose();
    first.lose();
    await ran;
  });

  it("comes back by itself when the hub does, and follows it anew", async () => {
    const [first, second] = [channel(), channel()];
    const { connection, followed, kinds, until, ran } = connect(
      scripted(first, new HubUnreachable("down"), new HubUnreachable("down"), second),
    );
    await until("connected");
    first.lose();
    await until("reconnecting");
    expect(followed[0]?.aborted).toBe(true);
    await until("connected");
    expect(kinds).toEqual(["connected", "reconnecting", "connected"]);
    expect(followed).toHaveLength(2);
    connection.dispose();
    await ran;
  });

  it("tries at ever longer intervals, and never waits longer than a second", async () => {
    const { waits, ran } = connect(scripted());
    await ran;
    expect(waits.slice(0, 6)).toEqual([100, 200, 400, 800, 1000, 1000]);
  });

  it("ends where the hub refuses the token, and again a second later", async () => {
    const { connection, waits, kinds, ran } = connect(
      scripted(new TokenRefused("no"), new TokenRefused("no")),
    );
    await ran;
    expect(connection.status.getState()).toEqual({ kind: "refused" });
    expect(kinds).toEqual(["refused"]);
    expect(waits).toEqual([1000]);
  });

  it("does not take one refusal of a hub that comes up for the last word", async () => {
    const [first, second] = [channel(), channel()];
    const refused = new TokenRefused("no");
    const { connection, kinds, until, ran } = connect(
      scripted(first, refused, new HubUnreachable("down"), refused, second),
    );
    await until("connected");
    first.lose();
    await until("reconnecting");
    await until("connected");
    expect(kinds).toEqual(["connected", "reconnecting", "connected"]);
    connection.dispose();
    await ran;
  });
});
