import { describe, expect, it } from "vitest";
import { AgentId } from "../../../../../shared/contract/agents.ts";
import { mountPlan, placeOfProject, type MountFacts } from "./mount-plan.ts";

const FACTS: MountFacts = {
  agent: AgentId.parse("qa"),
  root: "/work/My Größe",
  place: "/My Größe",
  own: {
    workspace: "/w/workspace",
    inbox: "/w/inbox",
    config: "/w/container",
    projects: "/q/projects/qa",
    sessions: "/w/sessions",
  },
  sessions: { folder: "/q/agents/qa", present: "S1" },
  overlays: { launch: "/q/launch.json", managedSettings: "/q/managed.json" },
  empty: "/q/empty",
  definition: "/work/My Größe/.claude/agents/qa.md",
  instructions: "CLAUDE.md",
  hidden: [],
  extra: [],
  user: { uid: 1000, gid: 1001, isOther: false },
};

function planOf(facts: Partial<MountFacts> = {}): {
  readonly binds: Record<string, string>;
  readonly memory: Record<string, string>;
} {
  const { binds, memory } = mountPlan({ ...FACTS, ...facts });
  return {
    binds: Object.fromEntries(
      binds.map(({ target, source, isWritable }) => [target, `${isWritable ? "rw" : "ro"} ${source}`]),
    ),
    memory: { ...memory },
  };
}

describe("what a container sees", () => {
  it("is the project to read, and the agent's own to write", () => {
    expect(planOf().binds).toEqual({
      "/My Größe": "ro /work/My Größe",
      "/My Größe/.claude/users/qa/workspace": "rw /w/workspace",
      "/My Größe/.claude/users/qa/inbox": "ro /w/inbox",
      "/My Größe/.claude/sessions": "rw /w/sessions",
      "/My Größe/CLAUDE.md": "ro /work/My Größe/.claude/agents/qa.md",
      "/claude-config": "rw /w/container",
      "/projects": "rw /q/projects/qa",
      "/quorum/sessions": "ro /q/agents/qa",
      "/quorum/sessions/S1": "rw /q/agents/qa/S1",
      "/quorum/sessions/S1/launch.json": "ro /q/launch.json",
      "/etc/claude-code/managed-settings.json": "ro /q/managed.json",
    });
  });

  it("is not what belongs to all agents together, or to Quorum", () => {
    const { memory } = planOf();
    expect(memory["/My Größe/.claude/users"]).toMatch(/^rw,/);
    expect(memory["/My Größe/.quorum"]).toMatch(/^ro,/);
    expect(memory["/run/quorum"]).toContain("mode=0700,uid=1000,gid=1001");
    expect(planOf({ user: undefined }).memory["/run/quorum"]).toContain("mode=1777");
  });

  it("has the definition beside the settings where there are no instructions to lay it over", () => {
    expect(planOf({ instructions: undefined }).binds["/claude-config/CLAUDE.md"]).toMatch(/qa\.md$/);
    expect(planOf({ instructions: "docs/AGENTS.md" }).binds["/My Größe/docs/AGENTS.md"]).toMatch(/qa\.md$/);
    const { definition: _none, ...rest } = FACTS;
    expect(mountPlan(rest).binds.some(({ target }) => target.endsWith("CLAUDE.md"))).toBe(false);
  });

  it("hides files behind an empty one and folders behind memory, wherever they show", () => {
    const { binds, memory } = planOf({
      hidden: [
        { path: ".env", kind: "file" },
        { path: "data/.env", kind: "file" },
        { path: "data/keys", kind: "folder" },
      ],
      extra: [{ kind: "project", path: "data", at: "/data", isWritable: true }],
    });
    expect(binds["/My Größe/.env"]).toBe("ro /q/empty");
    expect(binds["/data"]).toBe("rw /work/My Größe/data");
    expect([binds["/My Größe/data/.env"], binds["/data/.env"]]).toEqual(["ro /q/empty", "ro /q/empty"]);
    expect(Object.keys(memory).filter((path) => path.endsWith("keys"))).toEqual([
      "/My Größe/data/keys",
      "/data/keys",
    ]);
  });

  it("keeps hidden what is asked to be mounted as well", () => {
    const { binds } = planOf({
      hidden: [{ path: ".env", kind: "file" }],
      extra: [{ kind: "project", path: ".env", isWritable: true }],
    });
    expect(binds["/My Größe/.env"]).toBe("ro /q/empty");
  });

  it("shows a part of what is hidden where that is asked for", () => {
    const { memory, binds } = planOf({
      hidden: [{ path: "secrets", kind: "folder" }],
      extra: [{ kind: "project", path: "secrets/public", isWritable: false }],
    });
    expect(memory["/My Größe/secrets"]).toMatch(/^rw,/);
    expect(binds["/My Größe/secrets/public"]).toBe("ro /work/My Größe/secrets/public");
  });

  it("has the keys of the person beside it, to read, where the agent gets them", () => {
    expect(planOf().binds).not.toHaveProperty("/home/agent/.ssh");
    expect(planOf({ ssh: "/home/me/.ssh" }).binds["/home/agent/.ssh"]).toBe("ro /home/me/.ssh");
  });

  it("takes paths of Windows as they are", () => {
    const { binds } = planOf({
      root: "C:\\work\\game",
      place: "/game",
      sessions: { folder: "C:\\work\\game\\.quorum\\agents\\qa", present: "S1" },
      extra: [{ kind: "project", path: "data/maps", isWritable: false }],
    });
    expect(binds["/game/data/maps"]).toBe("ro C:\\work\\game\\data\\maps");
    expect(binds["/quorum/sessions/S1"]).toBe("rw C:\\work\\game\\.quorum\\agents\\qa\\S1");
  });
});

it.each([
  ["/home/me/pipe-dream", "/pipe-dream"],
  ["/home/me/Größe 8/", "/Größe 8"],
  ["C:\\work\\game", "/game"],
  ["/srv/a:b", "/a-b"],
  ["/home/etc", "/etc-project"],
  ["/home/TMP", "/TMP-project"],
  ["/", "/project"],
])("the project in %s lies at %s", (root, place) => {
  expect(placeOfProject(root)).toBe(place);
});
