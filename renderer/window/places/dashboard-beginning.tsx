import { useStore } from "zustand";
import { SetUpCard } from "../../features/checks/set-up.tsx";
import { copyText } from "../../features/terminals/input/clipboard.ts";
import { TourOffer } from "../../features/tour/tour-offer.tsx";
import type { PlaceProps } from "./place-props.ts";

/** What the dashboard begins with for whoever is new, or has something to mend; else nothing. */
export function DashboardBeginning({ quorum, isConnected }: Pick<PlaceProps, "quorum" | "isConnected">) {
  const { actions, checks, changeSettings } = quorum;
  const tour = useStore(quorum.settings, (state) => state.known?.tour);
  return (
    <>
      {tour === "offered" && (
        <TourOffer
          onStart={() => {
            actions.run("tour.start");
            changeSettings({ tour: "over" });
          }}
          onDecline={() => changeSettings({ tour: "over" })}
        />
      )}
      <SetUpCard
        checks={checks}
        isConnected={isConnected}
        onInitialize={() => void actions.run("qms.initialize")}
        onChooseProject={() => void actions.run("project.open")}
        onCopy={copyText}
        onAll={() => void actions.run("setup.open")}
      />
    </>
  );
}
