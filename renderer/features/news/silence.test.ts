import { expect, it } from "vitest";
import { NotificationSettings } from "../../../shared/contract/notification-settings.ts";
import { failureNews, itemNews, waitsNews } from "./news.test-support.ts";
import { decide, type Screen } from "./silence.ts";

const NOW = 1000;
const settings = NotificationSettings.parse({});
const away: Screen = { isFocused: false, shown: { kind: "terminal", agent: "claude" } };
const off = (type: keyof NotificationSettings["types"]): NotificationSettings => ({
  ...settings,
  types: { ...settings.types, [type]: false },
});
const at = (kind: "terminal" | "inbox", agent: string): Screen => ({
  isFocused: true,
  shown: { kind, agent },
});

const message = itemNews("1");
const TELLS = "tells";

it.each([
  ["a message", message, settings, away, TELLS],
  [
    "a message for the agent on screen",
    message,
    settings,
    at("terminal", "claude"),
    "terminal was on screen",
  ],
  ["a message in the inbox on screen", message, settings, at("inbox", "claude"), "inbox was on screen"],
  ["a message for another agent than the one on screen", message, settings, at("terminal", "qa"), TELLS],
  ["a message with nothing on screen", message, settings, { isFocused: true, shown: undefined }, TELLS],
  ["a question in the terminal on screen", waitsNews("1"), settings, at("terminal", "qa"), "on screen"],
  ["a question of the agent whose inbox is on screen", waitsNews("1"), settings, at("inbox", "qa"), TELLS],
  [
    "what cannot be delivered, whatever is on screen",
    { ...failureNews("1"), kind: "undeliverable", agent: "qa" } as const,
    settings,
    at("terminal", "qa"),
    TELLS,
  ],
  ["a message in quiet mode", message, { ...settings, quiet: { kind: "on" } } as const, away, "Quiet mode"],
  [
    "a message after quiet mode",
    message,
    { ...settings, quiet: { kind: "until", at: NOW } } as const,
    away,
    TELLS,
  ],
  ["a message while those are off", message, off("message"), away, "Toasts for messages are off."],
  [
    "a file while messages are off",
    { ...message, item: "unknown" } as const,
    off("message"),
    away,
    "messages",
  ],
  ["a message while tasks are off", message, off("task"), away, TELLS],
  ["a question while those are off", waitsNews("1"), off("waits"), away, "what waits for you"],
  ["a failure while those are off", failureNews("1"), off("failure"), away, "failures"],
  ["an item of an agent that does not face the person", itemNews("1", "qa"), settings, away, "items of qa"],
  ["a question of an agent that does not face the person", waitsNews("1"), settings, away, TELLS],
  ["a failure of nobody", { ...failureNews("1"), agent: undefined }, settings, away, TELLS],
])("decides about %s", (_what, news, given, screen, expected) => {
  const decision = decide(news, { settings: given, screen, now: NOW });
  const said = decision.kind === "tell" ? TELLS : decision.reason;
  expect(said).toContain(expected);
  expect(decision.kind === "seen").toBe(said.includes("on screen"));
});
