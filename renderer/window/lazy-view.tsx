import { lazy, useState, type ComponentType } from "react";

/** A component that is loaded when it is first needed, or before. */
export interface LazyView<Props> {
  readonly View: ComponentType<Props>;
  /** Loads it, so that it is there without a wait when it is needed. */
  readonly preload: () => Promise<void>;
  /** Lets it be loaded anew, after that has failed. */
  readonly renew: () => void;
}

/** Makes a lazy view. One that is loaded already is drawn at once, where React's own `lazy` would wait for a moment. */
export function lazyView<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyView<Props> {
  let loaded: ComponentType<Props> | undefined;
  const fetch = async (): Promise<ComponentType<Props>> => (loaded ??= await load());
  const makeAwaited = () => lazy(async () => ({ default: await fetch() }));
  let Awaited = makeAwaited();
  function View(props: Props) {
    const [Own] = useState<ComponentType<Props>>(() => loaded ?? Awaited);
    return <Own {...props} />;
  }
  return {
    View,
    preload: async () => {
      await fetch();
    },
    renew: () => {
      Awaited = makeAwaited();
    },
  };
}
