import { Button } from "../../ui/button.tsx";
import styles from "./tour-offer.module.css";

export interface TourOfferProps {
  readonly onStart: () => void;
  readonly onDecline: () => void;
}

/** Offers the tour to whoever has not had it, where it is in nobody's way. */
export function TourOffer({ onStart, onDecline }: TourOfferProps) {
  return (
    <section className={styles.offer} aria-label="Tour of the window">
      <p>
        <b>New here?</b> A tour of one minute points at what there is.
      </p>
      <Button isPrimary onPress={onStart}>
        Show me around
      </Button>
      <Button onPress={onDecline}>No, thanks</Button>
    </section>
  );
}
