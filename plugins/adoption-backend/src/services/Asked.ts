import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ADOPTION_RULES_VERSION,
  type Answered,
} from '@fairway/plugin-adoption-common';
import {
  type ReportingZone,
  type TimeWindow,
  parseWindow,
  windowBefore,
} from '@fairway/serving';
import type { Filters } from '../queries/Narrowing';
import type { Reach } from './Reach';

/** What a part of the dashboard is asked with. */
export interface Asked extends Filters {
  /** As the caller wrote it. */
  from: string;
  to: string;
  compare: boolean;
  credentials: BackstageCredentials;
}

/** The same, understood. */
export interface Question {
  window: TimeWindow;
  before?: TimeWindow;
  filters: Filters;
}

export function understand(
  { from, to, compare, team, template, system }: Asked,
  zone: ReportingZone,
): Question {
  const window = parseWindow(from, to, zone);
  return {
    window,
    ...(compare && { before: windowBefore(window) }),
    filters: {
      ...(team !== undefined && { team }),
      ...(template !== undefined && { template }),
      ...(system !== undefined && { system }),
    },
  };
}

const shown = ({ fromDay, toDay }: TimeWindow, zone: ReportingZone) => ({
  from: zone.textOf(fromDay),
  to: zone.textOf(toDay),
});

/** What every answer begins with. */
export const answered = (
  question: Question,
  options: {
    zone: ReportingZone;
    needed: number;
    freshness: Awaited<ReturnType<Reach['freshness']>>;
  },
): Answered => ({
  ...shown(question.window, options.zone),
  zone: options.zone.name,
  rules: ADOPTION_RULES_VERSION,
  filters: question.filters,
  ...(question.before && { before: shown(question.before, options.zone) }),
  needed: options.needed,
  freshness: options.freshness,
});
