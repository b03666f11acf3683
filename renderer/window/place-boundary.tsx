import { Component, type ReactNode } from "react";
import { ErrorState } from "../ui/empty-state.tsx";

export interface PlaceBoundaryProps {
  readonly children: ReactNode;
  /** Before it is drawn again. */
  readonly onAgain: () => void;
}

interface PlaceBoundaryState {
  readonly hasFailed: boolean;
}

/** Keeps a defect of one place from the rest of the window, and offers to draw it again. */
export class PlaceBoundary extends Component<PlaceBoundaryProps, PlaceBoundaryState> {
  override readonly state: PlaceBoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): PlaceBoundaryState {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <ErrorState
        sentence="Something went wrong in this view. The agents go on."
        actionLabel="Show it again"
        onAction={() => {
          this.props.onAgain();
          this.setState({ hasFailed: false });
        }}
      />
    );
  }
}
