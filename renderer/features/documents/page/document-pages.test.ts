import { expect, test } from "vitest";
import { HubError } from "../../../../shared/contract/errors.ts";
import type { DocumentBody } from "../../../../shared/contract/qms-document.ts";
import type { DocumentCommands } from "../document-commands.ts";
import { GroupedMap } from "../../../ui/grouped-map.ts";
import { documentView } from "../../../../shared/contract/document-view.test-support.ts";
import { createDocumentsStore } from "../documents-store.ts";
import { createDocumentPages } from "./document-pages.ts";

const body = (version: string): DocumentBody => ({ version, source: "draft", body: version, isCut: false });

/** Commands whose texts are answered when the test says so. */
function heldTexts() {
  const texts: { readonly answer: (text: DocumentBody) => void; readonly fail: (error: unknown) => void }[] =
    [];
  const commands: DocumentCommands = {
    page: () => new Promise(() => {}),
    history: () => new Promise(() => {}),
    search: () => new Promise(() => {}),
    perform: () => new Promise(() => {}),
    text: () => new Promise((answer, fail) => texts.push({ answer, fail })),
  };
  return { texts, commands };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("drops the answer to an earlier question", async () => {
  const { texts, commands } = heldTexts();
  const page = createDocumentPages({ store: createDocumentsStore(), commands }).of("CR-001");
  const end = page.follow();
  page.choose({ source: "archived", version: "1.0" });
  texts[1]?.answer(body("1.0"));
  texts[0]?.answer(body("0.1"));
  await settled();
  expect(page.store.getState().text).toEqual({ kind: "known", value: body("1.0") });
  end();
});

test("asks again when the document has changed, and for nothing else", () => {
  const { texts, commands } = heldTexts();
  const store = createDocumentsStore();
  const end = createDocumentPages({ store, commands }).of("CR-001").follow();
  const one = documentView({ id: "CR-001" });
  store.setState({ isKnown: true, byId: GroupedMap.of([["CR-001", one]]) });
  store.setState({
    byId: GroupedMap.of([
      ["CR-001", one],
      ["CR-002", documentView({ id: "CR-002" })],
    ]),
  });
  expect(texts).toHaveLength(2);
  store.setState({ isKnown: false, byId: GroupedMap.of([]) });
  expect(texts).toHaveLength(2);
  end();
  store.setState({ isKnown: true, byId: GroupedMap.of([["CR-001", documentView({ id: "CR-001" })]]) });
  expect(texts).toHaveLength(2);
});

test("keeps what is known when the connection breaks, and says what the hub refused", async () => {
  const { texts, commands } = heldTexts();
  const page = createDocumentPages({ store: createDocumentsStore(), commands }).of("CR-001");
  page.follow();
  texts[0]?.answer(body("0.1"));
  await settled();
  page.follow();
  texts[1]?.fail(new TypeError("broken"));
  await settled();
  expect(page.store.getState().text.kind).toBe("known");
  page.follow();
  texts[2]?.fail(new HubError("not_found", "There is no CR-001."));
  await settled();
  expect(page.store.getState().text).toEqual({ kind: "failed", sentence: "There is no CR-001." });
});

test("gives the same page to whoever comes back", () => {
  const { commands } = heldTexts();
  const pages = createDocumentPages({ store: createDocumentsStore(), commands });
  pages.of("CR-001").scroll.keep(120);
  expect(pages.of("CR-001").scroll.read()).toBe(120);
});
