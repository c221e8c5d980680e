import styles from './Brand.module.css';

/** A road that runs to the horizon. */
function RoadMark() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden>
      <rect width="24" height="24" rx="6" fill="var(--bui-accent-bg)" />
      <g fill="none" stroke="var(--bui-accent-fg)" strokeLinecap="round">
        <path d="M10.2 5 5.4 19M13.8 5l4.8 14" strokeWidth="2" />
        <path d="M12 6.2v1.6M12 10.6v2.4M12 16v2.8" strokeWidth="1.8" />
      </g>
    </svg>
  );
}

/** The name with its mark. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <RoadMark />
      Fairway
    </span>
  );
}
