import { html, trusted } from '../pages/html';
import { stylesheet } from '../pages/stylesheet';

/** What an environment answers when there is nothing behind it: what is the matter, and no more. */
export function unavailablePage(title: string, problem: string): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} does not run</title>
        <style>
          ${trusted(stylesheet)}
        </style>
      </head>
      <body>
        <main class="narrow">
          <h1>${title} does not run</h1>
          <p class="lead">${problem}</p>
        </main>
      </body>
    </html>`.text;
}
