import { Avatar } from "../../ui/avatar.tsx";
import styles from "./people.module.css";

export interface PeopleProps {
  readonly users: readonly string[];
  readonly colours: ReadonlyMap<string, number>;
  /** Whether the names stand beside the pictures. */
  readonly isNamed?: boolean;
}

/** So many are drawn; how many more there are is a number. */
const MOST_DRAWN = 4;

/** Users as their pictures. */
export function People({ users, colours, isNamed = false }: PeopleProps) {
  const drawn = users.slice(0, MOST_DRAWN);
  return (
    <span className={styles.people}>
      {drawn.map((user) => (
        <Avatar
          key={user}
          agent={user}
          place={colours.get(user)}
          size="small"
          {...(!isNamed && { label: user })}
        />
      ))}
      {users.length > drawn.length && <span>+{users.length - drawn.length}</span>}
      {isNamed && <span className={styles.names}>{users.join(", ")}</span>}
    </span>
  );
}
