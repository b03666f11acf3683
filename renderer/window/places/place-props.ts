import type { Place } from "../../places/place.ts";
import type { Quorum } from "../../quorum.ts";

/** What every place of the window is given; each picks from it what its view needs. */
export interface PlaceProps {
  readonly quorum: Quorum;
  readonly isConnected: boolean;
  /** Goes to a place. */
  readonly onOpen: (place: Place) => void;
}
