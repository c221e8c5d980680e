/** Markup that is safe to send: made by {@link html} or {@link trusted}. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Part = Html | string | number | undefined | null | false | readonly Part[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function render(part: Part): string {
  if (part instanceof Html) {
    return part.text;
  }
  if (Array.isArray(part)) {
    return part.map(render).join('');
  }
  if (part === undefined || part === null || part === false) {
    return '';
  }
  return String(part).replace(/[&<>"']/g, character => entities[character]);
}

/** A template tag: everything put in is escaped, except what is {@link Html} already. Lists are joined. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(
    strings.reduce(
      (text, next, index) => text + render(parts[index - 1]) + next,
    ),
  );
}

/** Markup from elsewhere that has been cleaned already. */
export function trusted(text: string): Html {
  return new Html(text);
}
