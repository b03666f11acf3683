import { useId } from "react";
import { MAX_OWN_WORDS, type Question } from "../../../../shared/link/questions.ts";
import { plainly } from "../../../ui/plainly.ts";
import { withOption, withWords, type ReplyDraft } from "../reply-draft.ts";
import line from "./answer-line.module.css";
import styles from "./question-fields.module.css";

export interface QuestionFieldsProps {
  readonly question: Question;
  readonly draft: ReplyDraft;
  readonly onChange: (draft: ReplyDraft) => void;
}

/** One question with what it offers, of which one or several can be chosen, and a line for the person's own words. */
export function QuestionFields({ question, draft, onChange }: QuestionFieldsProps) {
  const { header, options, takesSeveral } = question;
  const { chosen, usesWords, words } = draft;
  const id = useId();
  const type = takesSeveral ? "checkbox" : "radio";
  return (
    <fieldset className={styles.question}>
      <legend>
        {header !== "" && <span className={styles.header}>{plainly(header)}</span>}
        <span className={styles.words}>{plainly(question.question)}</span>
        {takesSeveral && <span className={styles.hint}>More than one can be chosen.</span>}
      </legend>
      {options.map(({ label, description }, place) => (
        <label key={label} className={styles.option}>
          <input
            type={type}
            name={id}
            checked={chosen.includes(label)}
            aria-labelledby={`${id}-label-${String(place)}`}
            aria-describedby={description === "" ? undefined : `${id}-description-${String(place)}`}
            onChange={(event) => onChange(withOption(question, draft, label, event.target.checked))}
          />
          <span className={styles.text}>
            <b id={`${id}-label-${String(place)}`}>{plainly(label)}</b>
            {description !== "" && (
              <span id={`${id}-description-${String(place)}`} className={styles.description}>
                {plainly(description)}
              </span>
            )}
          </span>
        </label>
      ))}
      <div className={styles.option}>
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
    </fieldset>
  );
}
