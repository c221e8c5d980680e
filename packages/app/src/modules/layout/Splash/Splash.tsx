import styles from './Splash.module.css';

/** What stands there while the portal itself is loaded: nothing at first, then a word. */
export function Splash() {
  return (
    <div className={styles.splash} role="status">
      Loading Fairway…
    </div>
  );
}
