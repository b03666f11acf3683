import type { Locator } from "@playwright/test";
import type { DocumentPlace } from "./document.ts";

/** The prompts of a document that is written by answering them, as a person sees them. */
export class RecordPart {
  readonly steps: Locator;
  /** What is asked now. */
  readonly now: Locator;
  readonly status: Locator;

  constructor(document: DocumentPlace) {
    const content = document.view.getByRole("region", { name: /^Content of / });
    this.steps = content.getByRole("list", { name: "Prompts" });
    this.now = this.steps.locator('[aria-current="step"]');
    this.status = content.getByRole("status").first();
  }

  step(title: string): Locator {
    return this.steps.getByRole("listitem").filter({ hasText: title }).first();
  }

  /** Where what is asked now is answered. */
  field(title: string): Locator {
    return this.steps
      .getByRole("form", { name: `Answer: ${title}`, exact: true })
      .getByRole("textbox", { name: "Answer", exact: true });
  }

  amend(title: string): Locator {
    return this.steps.getByRole("button", { name: `Amend: ${title}`, exact: true });
  }

  reason(form: string): Locator {
    return this.steps.page().getByRole("form", { name: form, exact: true }).getByRole("textbox");
  }

  async answer(title: string, text: string): Promise<void> {
    await this.field(title).fill(text);
    await this.field(title).press("ControlOrMeta+Enter");
  }
}
