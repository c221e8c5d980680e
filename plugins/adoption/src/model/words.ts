import { parseEntityRef } from '@backstage/catalog-model';
import type { RunOutcome, Stage } from '@fairway/plugin-adoption-common';
import { formatCount } from '@fairway/look';

const NBSP = '\u00a0';

/** How each stage is called as something that was reached. */
export const stageWords: Record<Stage, string> = {
  opened: 'Opened',
  started: 'Started',
  repository: 'Repository',
  ci: 'CI green',
  staging: 'In staging',
  production: 'In production',
};

/** What those wait for who reached a stage and not the next one. */
export const waitingWords: Record<Stage, string> = {
  opened: 'not started',
  started: 'not yet a repository',
  repository: 'not yet green',
  ci: 'not yet in staging',
  staging: 'not yet in production',
  production: '',
};

export const outcomeWords: Record<RunOutcome, string> = {
  running: 'running',
  completed: 'finished',
  failed: 'failed',
  cancelled: 'stopped',
  unknown: 'not known, deleted',
};

/** A share of 1 with two digits: 8.6 %, 73 %. */
export function formatShare(value: number): string {
  const percent = value * 100;
  const digits = percent > 0 && percent < 9.95 ? 1 : 0;
  return `${percent.toFixed(digits)}${NBSP}%`;
}

/** In the place of a figure that has too few things behind it. */
export function tooFew(n: number): string {
  return n === 0 ? 'none yet' : `too few (${n})`;
}

/** In the place of a figure, where there is room to say how many there have to be. */
export function notEnough(n: number, needed: number, noun: string): string {
  return `${formatCount(n, noun)}, ${needed} needed`;
}

/** The noun behind a number that stands on its own: ` services`, ` service`. */
export function nounAfter(
  n: number,
  singular: string,
  plural = `${singular}s`,
): string {
  return `${NBSP}${n === 1 ? singular : plural}`;
}

/** What a reference is called on its own: its name. */
export function nameOf(entityRef: string): string {
  return parseEntityRef(entityRef).name;
}

/** The team that something belongs to, and those that no team owns. */
export function nameTeam(team: string | null | undefined): string {
  return team ? nameOf(team) : 'No owner';
}

/** Many are told apart by their thousands: 12,480. */
export function formatNumber(value: number): string {
  return value.toLocaleString('en-US');
}
