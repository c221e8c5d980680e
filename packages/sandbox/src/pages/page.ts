import { Person } from '../forge/model';
import { Html, html } from './html';

export interface PageOptions {
  title: string;
  body: Html;
  /** Who is signed in. */
  viewer?: Person;
  /** For a page with one question only. */
  narrow?: boolean;
}

/** A whole HTML page with the sandbox's head. */
export function page(options: PageOptions): string {
  const { title, body, viewer, narrow } = options;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Sandbox forge</title>
        <link rel="stylesheet" href="/sandbox.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header class="top">
          <a class="brand" href="/">Sandbox forge</a>
          <span class="who"
            >${
              viewer &&
              html`<span>${viewer.name ?? viewer.login}</span>
                <a href="/settings/tokens">Tokens</a>
                <a href="/logout">Sign out</a>`
            }</span
          >
        </header>
        <main class="${narrow ? 'narrow' : ''}">${body}</main>
      </body>
    </html> `.text;
}
