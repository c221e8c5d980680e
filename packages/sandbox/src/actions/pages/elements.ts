import { Response } from 'express';

import { Html, html } from '../../pages/html';
import { Conclusion, Status } from '../store/model';

const WORDS: Record<string, [word: string, style: string]> = {
  success: ['Succeeded', 'good'],
  failure: ['Failed', 'bad'],
  startup_failure: ['Could not start', 'bad'],
  cancelled: ['Cancelled', 'warn'],
  skipped: ['Skipped', 'quiet'],
  queued: ['Queued', 'quiet'],
  pending: ['Waits for its group', 'quiet'],
  in_progress: ['Running', 'warn'],
};

/** How a run, job or step stands, in words. */
export function statusOf(thing: {
  status: Status;
  conclusion: Conclusion | null;
}): Html {
  const [word, style] = WORDS[thing.conclusion ?? thing.status];
  return html`<span class="${style}">${word}</span>`;
}

/** How long something took, or has taken so far. */
export function duration(from: string | null, to: string | null): string {
  if (!from) {
    return '';
  }
  const end = to ? Date.parse(to) : Date.now();
  const seconds = Math.max(0, Math.round((end - Date.parse(from)) / 1000));
  return seconds < 60
    ? `${seconds} s`
    : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A time that scripts can read too. */
export function time(at: string): Html {
  return html`<time datetime="${at}"
    >${at.slice(0, 16).replace('T', ' ')} UTC</time
  >`;
}

/** Said on every page of the runner. */
export const warning = html`<p class="quiet">
  Steps run as processes of this machine, as the user who runs the sandbox. The
  runner is no sandbox against hostile code: run only what you trust.
</p>`;

/** Has the browser look at a page again while something on it is under way. */
export function refreshWhile(isRunning: boolean, res: Response): void {
  if (isRunning) {
    res.setHeader('Refresh', '3');
  }
}
