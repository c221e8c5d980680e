import type { Answered, ShareFigure } from './figures';
import type { ServiceOrigin } from './stages';

/**
 * `GET /services`: how many services are on a path (made or adopted by a template: annotation `fairway/template`), and on
 * which version of it. The numbers are those at the end of the period; `before` is its beginning.
 *
 * @public
 */
export interface ServicesAnswer extends Answered {
  share: ShareFigure;
  /** Services among them that belong to teams whose rows the reader may not read, or to no team. */
  hidden: number;
  /** How the services that are there came, each counting once. */
  origins: Record<ServiceOrigin, { services: number; onPath: number }>;
  /** The moments that `points` and each team's `points` are about, oldest first; the last is the end of the period. */
  moments: string[];
  points: SharePoint[];
  /** Largest share first; those with too few last. */
  byTeam: TeamShare[];
  /** Template by template, most services first. */
  versions: TemplateVersions[];
}

/** @public */
export interface SharePoint {
  onPath: number;
  services: number;
  /** Absent below the stated minimum. */
  value?: number;
}

/** @public */
export interface TeamShare {
  /** Null for services that no team owns. */
  team: string | null;
  share: ShareFigure;
  /** How many more (or fewer) are on a path at the end than at the beginning. */
  joined: number;
  points: SharePoint[];
}

/** @public */
export interface TemplateVersions {
  template: string;
  services: number;
  /** The version that the template in the catalog has; absent where it has none, or is gone. */
  latest?: string;
  /** On an older version than the latest; absent where that is not known. */
  behind?: ShareFigure;
  /** Newest first; null for services that name none. */
  versions: {
    version: string | null;
    services: number;
    before?: number;
    /** Whether it is the latest. */
    latest: boolean;
  }[];
}
