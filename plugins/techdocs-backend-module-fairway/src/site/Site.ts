/** A page as it stands in the documentation folder. */
export interface SourcePage {
  /** Path below the documentation folder, with slashes: `guides/run.md`. */
  path: string;
  /** The Markdown. */
  text: string;
}

/** A page's place in the site. */
export interface PageAddress {
  /** Path of the source, as in {@link SourcePage}. */
  path: string;
  /** URL below the site's root, empty for the start page, else with a slash at its end: `guides/run/`. */
  url: string;
}

/** The side bar: a page, a link elsewhere, or a section of more. */
export type NavigationItem =
  | { kind: 'page'; title: string; page: PageAddress }
  | { kind: 'link'; title: string; href: string }
  | { kind: 'section'; title: string; items: NavigationItem[] };

/** A heading of a rendered page. */
export interface Heading {
  id: string;
  level: number;
  text: string;
}
