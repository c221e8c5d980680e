import { Html, html } from './html';

/** A time as people read it, in UTC, since the server can't know where its reader is. */
export function momentOf(time: string): Html {
  const date = new Date(time);
  const text = date.toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  });
  return html`<time datetime="${date.toISOString()}">${text} UTC</time>`;
}
