import styles from './LoadingLine.module.css';

/** While the code or the data of a page is on its way: nothing at first, then a quiet line. */
export function LoadingLine() {
  return (
    <div className={styles.line} role="progressbar" aria-label="Loading">
      <span />
    </div>
  );
}
