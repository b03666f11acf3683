import { expect, it } from "vitest";
import { imageUser } from "./image-user.ts";

it("gives the agent the ids of the person", () => {
  expect(imageUser(false, { uid: 1234, gid: 99 })).toEqual({ uid: 1234, gid: 99 });
});

it("never makes the agent root, unless that is the person in the engine's eyes", () => {
  expect(imageUser(false, { uid: 0, gid: 0 })).toEqual({ uid: 1000, gid: 1000 });
  expect(imageUser(true, { uid: 1234, gid: 99 })).toEqual({ uid: 0, gid: 0 });
});
