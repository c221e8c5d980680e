import type {
  Answered,
  DurationFigure,
  ShareFigure,
} from '@fairway/plugin-adoption-common';
import {
  formatDay,
  formatSeconds,
  type Trend,
} from '@fairway/plugin-metrics-react';
import { formatShare } from './words';

const NBSP = '\u00a0';
const level = { tendency: 'same', direction: 'level' } as const;

interface Compared {
  n: number;
  enough: boolean;
  before?: { n: number };
  change?: { direction: 'higher' | 'lower' | 'same'; ratio: number };
}

/** Where nothing was recorded yet in a part of the days before, they would be compared with days that nobody knows. */
function whyNot(figure: Compared, answer: Answered): string | undefined {
  const { before, change } = figure;
  const { knownSince } = answer.freshness;
  if (before!.n === 0) return 'nothing before to compare with';
  if (
    knownSince &&
    answer.before &&
    Date.parse(knownSince) > Date.parse(answer.before.from)
  )
    return `known since ${formatDay(knownSince)} only`;
  return change ? undefined : 'too few to compare';
}

function trendOf(
  figure: Compared,
  answer: Answered,
  words: { worse: 'higher' | 'lower'; size: string; was: string },
): Trend | undefined {
  if (!figure.enough || !figure.before) return undefined;
  const reason = whyNot(figure, answer);
  if (reason) return { ...level, text: reason };
  const { direction } = figure.change!;
  const { was } = words;
  if (direction === 'same') return { ...level, text: 'about the same', was };
  return {
    tendency: direction === words.worse ? 'worse' : 'better',
    direction: direction === 'higher' ? 'up' : 'down',
    text: words.size,
    was,
  };
}

/** How a time stands to that of the period before; longer is for the worse. */
export function durationTrend(
  figure: DurationFigure,
  answer: Answered,
): Trend | undefined {
  const { before, change } = figure;
  const ratio = change?.ratio ?? 0;
  const higher = change?.direction === 'higher';
  return trendOf(figure, answer, {
    worse: 'higher',
    // "805 % longer" is no number that anybody can picture.
    size:
      higher && ratio >= 1
        ? `${(1 + ratio).toFixed(1)} times as long`
        : `${Math.round(Math.abs(ratio) * 100)}${NBSP}% ${higher ? 'longer' : 'shorter'}`,
    was:
      before?.median === undefined ? '' : `was ${formatSeconds(before.median)}`,
  });
}

/** How a share stands to that of the period before; less is for the worse. */
export function shareTrend(
  figure: ShareFigure,
  answer: Answered,
): Trend | undefined {
  const { before, change } = figure;
  const points = Math.abs((change?.ratio ?? 0) * 100).toFixed(1);
  return trendOf(figure, answer, {
    worse: 'lower',
    size: `${points}${NBSP}points ${change?.direction === 'higher' ? 'more' : 'less'}`,
    was: before?.value === undefined ? '' : `was ${formatShare(before.value)}`,
  });
}
