import type { Place } from "../places/place.ts";
import { withArrival, withPlace, type PlacesState, type PlacesStore } from "../places/places-store.ts";

/** Goes somewhere by keys, from wherever the focus is: it goes along. */
export function arriveBy(places: PlacesStore, change: (state: PlacesState) => PlacesState): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  places.setState((state) => withArrival(state, change), true);
}

/** Goes to a place by keys. */
export function arriveAt(places: PlacesStore, place: Place): void {
  arriveBy(places, (state) => withPlace(state, place));
}
