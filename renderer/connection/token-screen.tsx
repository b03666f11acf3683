import { useState, type FormEvent } from "react";
import { Button } from "../ui/button.tsx";
import { parsePastedAddress } from "./token.ts";
import styles from "./token-screen.module.css";

export interface TokenScreenProps {
  /** Whether this page had a token that the hub did not take; otherwise it had none. */
  readonly isRefused: boolean;
  readonly origin: string;
  readonly onToken: (token: string) => void;
}

/** Asks for the address that Quorum printed: this page came without its token. */
export function TokenScreen({ isRefused, origin, onToken }: TokenScreenProps) {
  const [text, setText] = useState("");
  const [failure, setFailure] = useState<string>();

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const pasted = parsePastedAddress(text, origin);
    if (pasted.kind === "token") onToken(pasted.token);
    else if (pasted.kind === "elsewhere")
      setFailure(`That address is of another Quorum. Open ${pasted.origin} for it.`);
    else
      setFailure(
        "That is not the address that Quorum printed. It begins with http:// and ends with a token.",
      );
  };

  return (
    <main className={styles.screen}>
      <form className={styles.form} onSubmit={submit}>
        <h1>Quorum</h1>
        <p>
          {isRefused
            ? "Quorum does not accept this page any more: it was started again. Paste the address that it printed."
            : "This page needs the address that Quorum printed when it started, with its token. Paste it here."}
        </p>
        <div className={styles.row}>
          <input
            type="password"
            value={text}
            aria-label="Address"
            aria-invalid={failure !== undefined}
            placeholder={`${origin}/#token=…`}
            autoComplete="off"
            spellCheck={false}
            autoFocus
            onChange={(event) => {
              setText(event.target.value);
              setFailure(undefined);
            }}
          />
          <Button isSubmit isPrimary isDisabled={text.trim() === ""}>
            Connect
          </Button>
        </div>
        {failure !== undefined && (
          <p className={styles.failure} role="alert">
            {failure}
          </p>
        )}
      </form>
    </main>
  );
}
