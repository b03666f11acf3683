import { useId, useState } from "react";
import { MAX_OWN_WORDS, type Question } from "../../../../shared/link/questions.ts";
import { plainly } from "../../../ui/plainly.ts";
import heard from "../../../ui/heard.module.css";
import { withOption, withWords, type ReplyDraft } from "../reply-draft.ts";
import line from "./answer-line.module.css";
import { OptionPreview } from "./option-preview.tsx";
import styles from "./question-fields.module.css";

export interface QuestionFieldsProps {
  readonly question: Question;
  readonly draft: ReplyDraft;
  readonly onChange: (draft: ReplyDraft) => void;
}

/**
 * One question with what it offers, of which one or several can be chosen, and a line for the person's own words. Where it
 * says what answers would look like, that of the one that has the focus is beside them, else of the one that is chosen.
 */
export function QuestionFields({ question, draft, onChange }: QuestionFieldsProps) {
  const { header, options, takesSeveral } = question;
  const { chosen, usesWords, words } = draft;
  const id = useId();
  const type = takesSeveral ? "checkbox" : "radio";
  const [focused, setFocused] = useState<string>();
  const lookedAt = focused ?? chosen[0];
  const hasPreviews = options.some(({ preview }) => preview !== undefined);
  return (
    <fieldset
      className={styles.question}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setFocused(undefined);
      }}
    >
      <legend>
        {header !== "" && <span className={styles.header}>{plainly(header)}</span>}
        <span className={styles.words}>{plainly(question.question)}</span>
        {takesSeveral && <span className={styles.hint}>More than one can be chosen.</span>}
      </legend>
      <div className={styles.answers} data-previews={hasPreviews}>
        <div className={styles.options}>
          {options.map(({ label, description, preview }, place) => (
            <label key={label} className={styles.option}>
              <input
                type={type}
                name={id}
                checked={chosen.includes(label)}
                aria-labelledby={`${id}-label-${String(place)}`}
                aria-describedby={`${id}-description-${String(place)}`}
                onFocus={() => setFocused(label)}
                onChange={(event) => onChange(withOption(question, draft, label, event.target.checked))}
              />
              <span className={styles.text}>
                <b id={`${id}-label-${String(place)}`}>{plainly(label)}</b>
                <span id={`${id}-description-${String(place)}`} className={styles.description}>
                  {plainly(description)}
                  {preview !== undefined && <span className={heard.heard}> It has a preview.</span>}
                </span>
              </span>
            </label>
          ))}
          <div className={styles.option} onFocus={() => setFocused(undefined)}>
            <input
              type={type}
              name={id}
              checked={usesWords}
              aria-label="In your own words"
              onChange={(event) => onChange(withWords(question, draft, words, event.target.checked))}
            />
            <input
              className={`${line.line} ${styles.own}`}
              type="text"
              value={words}
              maxLength={MAX_OWN_WORDS}
              placeholder="In your own words"
              aria-label="Your own words"
              onChange={({ target: { value } }) => onChange(withWords(question, draft, value, value !== ""))}
            />
          </div>
        </div>
        {hasPreviews && (
          <OptionPreview options={options} option={options.find(({ label }) => label === lookedAt)} />
        )}
      </div>
    </fieldset>
  );
}
