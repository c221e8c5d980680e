import { say } from './report.mjs';

/** Counts what passed, failed and was skipped over all stages, and keeps why. */
export class Tally {
  #counts = { passed: 0, failed: 0, skipped: 0 };
  #skips = [];
  #failures = [];

  add(stage, { passed = 0, failed = 0, skipped = 0 }) {
    this.#counts.passed += passed;
    this.#counts.failed += failed;
    this.#counts.skipped += skipped;
    if (failed) this.#failures.push(`${stage}: ${failed} failed`);
  }

  skip(stage, reason) {
    this.#counts.skipped += 1;
    this.#skips.push(`${stage}: ${reason}`);
  }

  /** Prints the end of the run; the last line is `N passed, N failed` (and `, N skipped`). Returns the exit code. */
  close() {
    const { passed, failed, skipped } = this.#counts;
    for (const line of this.#skips) say(`  skipped  ${line}`);
    for (const line of this.#failures) say(`  failed   ${line}`);
    say(
      `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`,
    );
    return failed || !passed ? 1 : 0;
  }
}
