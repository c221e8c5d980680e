import type { CreationsAnswer } from '@fairway/plugin-adoption-common';
import { formatCount } from '@fairway/look';
import { formatNumber, stageWords } from './words';

/** How many came all the way, and how far the largest part of the others came. */
export function describeFunnel({ attempts, funnel }: CreationsAnswer): string {
  const arrived = funnel.find(({ stage }) => stage === 'production')?.n ?? 0;
  if (attempts.n === 0) return 'Nobody began to create something.';
  const all = `${formatNumber(arrived)} of ${formatCount(attempts.n, 'attempt')} came to production.`;
  const stops = funnel
    .filter(({ stage }) => stage !== 'production')
    .map(({ stage, stopped }) => ({
      stage,
      n: stopped.left + stopped.failed + stopped.cancelled + stopped.waiting,
    }));
  const most = stops.reduce((a, b) => (b.n > a.n ? b : a));
  if (most.n === 0) return all;
  const others = stops.reduce((sum, { n }) => sum + n, 0);
  const who =
    most.n === others ? 'The rest' : 'Of the others, the largest part';
  return `${all} ${who} came no further than ${stageWords[most.stage]}: ${formatNumber(most.n)}.`;
}
