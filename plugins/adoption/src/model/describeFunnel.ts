import type { CreationsAnswer } from '@fairway/plugin-adoption-common';
import { formatCount } from '@fairway/look';
import { formatNumber, stageWords } from './words';

/** How many came all the way, and after which stage most of the others stopped. */
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
  return most.n
    ? `${all} Most of the others stopped after ${stageWords[most.stage]}: ${formatNumber(most.n)}.`
    : all;
}
