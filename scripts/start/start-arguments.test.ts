import { describe, expect, it } from "vitest";
import { parseStartArguments } from "./start-arguments.ts";

describe("the arguments of npm start", () => {
  it("ask for nothing when there are none", () => {
    expect(parseStartArguments([])).toEqual({
      isServeAsked: false,
      isHelpAsked: false,
      port: undefined,
      sample: false,
      project: undefined,
    });
  });

  it("name a project, and a port that it is served at", () => {
    expect(parseStartArguments(["../mine", "--port", "5000"])).toMatchObject({
      project: "../mine",
      port: "5000",
      isServeAsked: true,
    });
  });

  it("are refused where they make no sense", () => {
    expect(() => parseStartArguments(["--prot", "1"])).toThrow("--prot");
    expect(() => parseStartArguments(["one", "two"])).toThrow("Only one project");
    for (const port of ["0", "65536", "http", "-1", "1.5"]) {
      expect(() => parseStartArguments([`--port=${port}`])).toThrow("is not a port");
    }
  });
});
