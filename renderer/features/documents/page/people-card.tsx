import type {
  DocumentComment,
  DocumentPage,
  DocumentRound,
} from "../../../../shared/contract/qms-document.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { Card } from "../../../ui/card.tsx";
import { Chip } from "../../../ui/chip.tsx";
import { Time } from "../../../ui/time.tsx";
import { answerWords, endText, roundText } from "./page-words.ts";
import styles from "./page-cards.module.css";

export interface PeopleCardProps {
  readonly page: DocumentPage;
  /** An agent's place in the list, which gives it its colour. */
  readonly placeOf: (user: string) => number | undefined;
}

/** Who was asked in each round, and what they said; the latest round is open. */
export function PeopleCard({ page: { rounds, comments }, placeOf }: PeopleCardProps) {
  const [latest, ...earlier] = rounds.toReversed();
  if (latest === undefined) {
    return (
      <Card title="People">
        <p className={styles.quiet}>Nobody was asked to review or approve it yet.</p>
      </Card>
    );
  }
  return (
    <Card title="People" aside={heardText(latest)}>
      <Round round={latest} comments={comments} placeOf={placeOf} />
      {earlier.length > 0 && (
        <details className={styles.earlier}>
          <summary>
            Earlier rounds <span>{earlier.length}</span>
          </summary>
          {earlier.map((round) => (
            <Round
              key={`${round.workflow} ${String(round.since)}`}
              round={round}
              comments={comments}
              placeOf={placeOf}
            />
          ))}
        </details>
      )}
    </Card>
  );
}

function heardText({ assigned, answers }: DocumentRound): string {
  return `${String(new Set(answers.map(({ user }) => user)).size)} of ${String(assigned.length)} in`;
}

interface RoundProps {
  readonly round: DocumentRound;
  readonly comments: readonly DocumentComment[];
  readonly placeOf: (user: string) => number | undefined;
}

function Round({ round, comments, placeOf }: RoundProps) {
  const { workflow, version, since, end, assigned, answers } = round;
  const people = [...new Set([...assigned, ...answers.map(({ user }) => user)])];
  return (
    <section
      className={styles.round}
      aria-label={`${roundText(workflow)} of ${version ?? "an unknown version"}`}
    >
      <h3>
        {roundText(workflow)}
        {version !== undefined && ` of ${version}`}
        <small>
          {`${endText(end)} · `}
          <Time at={since} />
        </small>
      </h3>
      <ul>
        {people.map((user) => {
          const answer = answers.findLast((one) => one.user === user);
          const comment =
            answer && comments.find((one) => one.user === user && Math.abs(one.at - answer.at) < 1000);
          return (
            <li key={user}>
              <Avatar agent={user} place={placeOf(user)} size="small" />
              <span>{user}</span>
              {answer === undefined ? (
                <Chip>{end === "open" ? "Asked" : "Was not heard"}</Chip>
              ) : (
                <Chip tone={answerWords(answer.answer).tone}>{answerWords(answer.answer).text}</Chip>
              )}
              {comment !== undefined && comment.text !== "" && (
                <p className={styles.comment} title={comment.text}>
                  {comment.text}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
