import styles from "./icon.module.css";

/** Drawn on a grid of 16, with the ink of the text around them. */
const PATHS = {
  play: <path d="M5 3.3v9.4L12.5 8z" fill="currentColor" stroke="none" />,
  stop: <rect x="4.2" y="4.2" width="7.6" height="7.6" rx="1.2" fill="currentColor" stroke="none" />,
  restart: <path d="M12.6 6.1A5 5 0 1 0 13 8.6M13 3.2v3.2H9.8" />,
  kill: <path d="M8 2.6v4.8M4.9 4.4a5 5 0 1 0 6.2 0" />,
  close: <path d="m4.5 4.5 7 7m0-7-7 7" />,
  settings: <path d="M2.5 4.8h6M12 4.8h1.5M2.5 11.2H4M7.5 11.2h6M10.2 3.2v3.2M5.8 9.6v3.2" />,
  up: <path d="m4 10 4-4 4 4" />,
  down: <path d="m4 6 4 4 4-4" />,
  folder: <path d="M2.5 4.2c0-.6.4-1 1-1h2.7l1.5 1.6h4.8c.6 0 1 .4 1 1v6c0 .6-.4 1-1 1h-9c-.6 0-1-.4-1-1z" />,
  search: <path d="M7 11.4A4.4 4.4 0 1 0 7 2.6a4.4 4.4 0 0 0 0 8.8M10.3 10.3l3.2 3.2" />,
  warning: <path d="M8 2.6 14 13H2zM8 6.6v3M8 11.2v.3" />,
} as const;

export type IconName = keyof typeof PATHS;

export interface IconProps {
  readonly name: IconName;
}

/** A small line drawing; what it means is said by the button around it. */
export function Icon({ name }: IconProps) {
  return (
    <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
      {PATHS[name]}
    </svg>
  );
}
