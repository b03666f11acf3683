import { COMMENT, DOCUMENT, documentCommand, switched, type Command } from "./command.ts";
import { interactCommand } from "./interact-command.ts";

/** The commands that move a document through its life, in the order in which help lists them. */
export const DOCUMENT_COMMANDS: readonly Command[] = [
  {
    name: "create",
    summary: "create a document and check it out",
    places: [{ name: "TYPE", help: "SOP, CR, INV, TP, ER, VAR, ADD, VR, TEMPLATE, or one of a namespace" }],
    options: [
      { name: "--title", value: { name: "TITLE", count: "one" }, help: "its title" },
      { name: "--parent", value: { name: "ID", count: "one" }, help: "the document that it belongs to" },
      { name: "--name", value: { name: "NAME", count: "one" }, help: "the name of a template" },
    ],
    ask: (given) => ({
      request: {
        kind: "create",
        type: given.required("TYPE"),
        title: given.word("--title"),
        parent: given.word("--parent"),
        name: given.word("--name"),
      },
    }),
  },
  {
    name: "read",
    summary: "print a document",
    places: [DOCUMENT],
    options: [
      { name: "--draft", help: "the draft, also where a version is in force" },
      { name: "--version", value: { name: "VERSION", count: "one" }, help: "an archived version" },
    ],
    ask: (given) => ({
      request: {
        kind: "read",
        id: given.required(DOCUMENT.name),
        draft: switched(given, "--draft"),
        version: given.word("--version"),
      },
    }),
  },
  documentCommand("checkout", "take a document into your workspace", (id) => ({ kind: "checkout", id })),
  documentCommand("checkin", "put it back from your workspace", (id) => ({ kind: "checkin", id })),
  {
    name: "route",
    summary: "send a document to review or approval",
    places: [DOCUMENT],
    options: [
      { name: "--review", help: "to review" },
      { name: "--approval", help: "to approval" },
      { name: "--assign", value: { name: "USER", count: "many" }, help: "to these users, and not to qa" },
      { name: "--retire", help: "to be retired with this approval" },
    ],
    ask: (given) => ({
      request: {
        kind: "route",
        id: given.required(DOCUMENT.name),
        review: switched(given, "--review"),
        approval: switched(given, "--approval"),
        assign: given.words("--assign"),
        retire: switched(given, "--retire"),
      },
    }),
  },
  {
    name: "assign",
    summary: "ask more users for their review or approval",
    places: [DOCUMENT],
    options: [
      {
        name: "--assignees",
        value: { name: "USER", count: "many" },
        isRequired: true,
        help: "who shall be asked as well",
      },
    ],
    ask: (given) => ({
      request: {
        kind: "assign",
        id: given.required(DOCUMENT.name),
        assignees: given.words("--assignees") ?? [],
      },
    }),
  },
  {
    name: "review",
    summary: "give your review",
    places: [DOCUMENT],
    options: [
      { name: "--recommend", help: "it is good as it is" },
      { name: "--request-updates", help: "it has to be changed first" },
      COMMENT,
    ],
    oneOf: ["--recommend", "--request-updates"],
    ask: (given) => ({
      request: {
        kind: "review",
        id: given.required(DOCUMENT.name),
        comment: given.required(COMMENT.name),
        outcome: given.has("--recommend") ? "RECOMMEND" : "UPDATES_REQUIRED",
      },
    }),
  },
  documentCommand("approve", "give your approval", (id) => ({ kind: "approve", id })),
  {
    name: "reject",
    summary: "refuse your approval",
    places: [DOCUMENT],
    options: [COMMENT],
    ask: (given) => ({
      request: {
        kind: "reject",
        id: given.required(DOCUMENT.name),
        comment: given.required(COMMENT.name),
      },
    }),
  },
  documentCommand("withdraw", "take a document back from review or approval", (id) => ({
    kind: "withdraw",
    id,
  })),
  documentCommand("release", "begin to carry out an approved document", (id) => ({ kind: "release", id })),
  {
    name: "revert",
    summary: "go back to carrying it out (rather use checkout)",
    places: [DOCUMENT],
    options: [{ name: "--reason", value: { name: "TEXT", count: "one" }, isRequired: true, help: "why" }],
    ask: (given) => ({
      request: { kind: "revert", id: given.required(DOCUMENT.name), reason: given.required("--reason") },
    }),
  },
  documentCommand("close", "close a document that was carried out", (id) => ({ kind: "close", id })),
  {
    name: "cancel",
    summary: "delete a document that was never approved",
    places: [DOCUMENT],
    options: [{ name: "--confirm", help: "really do it; without, it says what it would do" }],
    ask: (given) => ({
      request: {
        kind: "cancel",
        id: given.required(DOCUMENT.name),
        confirm: switched(given, "--confirm"),
      },
    }),
  },
  interactCommand,
  documentCommand("status", "say how a document stands", (id) => ({ kind: "status", id })),
  documentCommand("history", "list what happened to a document", (id) => ({ kind: "history", id })),
  {
    name: "comments",
    summary: "list what was said in reviews",
    places: [DOCUMENT],
    options: [{ name: "--version", value: { name: "VERSION", count: "one" }, help: "of this version alone" }],
    ask: (given) => ({
      request: { kind: "comments", id: given.required(DOCUMENT.name), version: given.word("--version") },
    }),
  },
];
