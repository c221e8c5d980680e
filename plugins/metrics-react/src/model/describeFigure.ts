import type { MetricName, MetricsAnswer } from '@fairway/plugin-metrics-common';
import { formatCount } from '@fairway/look';
import { countDays } from './days';
import { describeTrend, type Trend } from './describeTrend';
import {
  formatMetric,
  formatSeconds,
  quantify,
  type Quantity,
} from './formatMetric';
import { metricWords } from './metricWords';

/**
 * A figure in words.
 *
 * @public
 */
export interface FigureDescription {
  title: string;
  /** Absent where there is not enough to draw a figure from. */
  quantity?: Quantity;
  /** What stands in its place then: "Not enough data", "No failures". */
  instead?: string;
  /** Statistic and n, and what stands beside them; two lines. */
  lines: [string, string];
  /** The first line, where there is little room. */
  brief?: string;
  trend?: Trend;
  /** All of it in one sentence, for who can't see the rest. */
  sentence: string;
}

type Answer = Pick<
  MetricsAnswer,
  'figures' | 'counts' | 'from' | 'to' | 'freshness'
>;
type Words = Pick<FigureDescription, 'instead' | 'lines' | 'brief'>;

const deployments = (count: number) => formatCount(count, 'deployment');

function describeRecoveries(answer: Answer, window: string): Words {
  const recovery = answer.figures.failedDeploymentRecoveryTime;
  const failRate = answer.figures.changeFailRate;
  const open = recovery.open ?? 0;
  if (recovery.enough) {
    return {
      lines: [
        `median of ${recovery.n} recovered${open ? `, ${open} open` : ''}`,
        `p75 ${formatSeconds(recovery.p75!)}, p95 ${formatSeconds(recovery.p95!)}`,
      ],
    };
  }
  if (recovery.n === 0 && open === 0) {
    return failRate.n === 0
      ? {
          instead: 'No deployments',
          lines: [`none in ${window}`, 'nothing to recover from'],
        }
      : {
          instead: 'No failures',
          lines: [
            `0 of ${deployments(failRate.n)} failed in ${window}`,
            'nothing to recover from',
          ],
        };
  }
  return {
    instead: 'Not enough data',
    lines: [
      `${formatCount(recovery.n, 'recovery', 'recoveries')} in ${window}, ${recovery.needed} needed`,
      open ? `${open} still open` : 'all recovered',
    ],
  };
}

function describeShare(
  answer: Answer,
  metric: 'changeFailRate' | 'deploymentReworkRate',
  window: string,
): Words {
  const { n, count = 0, enough, needed } = answer.figures[metric];
  const { failedRollouts } = answer.counts;
  const failRate = metric === 'changeFailRate';
  if (n === 0) {
    return {
      instead: 'No deployments',
      lines: [`none in ${window}`, 'no rate without them'],
    };
  }
  if (!enough) {
    return {
      instead: 'Not enough data',
      lines: [
        `${deployments(n)} in ${window}, ${needed} needed`,
        `${count} of them ${failRate ? 'failed' : 'rework'}; no rate is drawn`,
      ],
    };
  }
  const rollouts = `${formatCount(failedRollouts, 'failed rollout')} apart`;
  return {
    lines: [
      `${count} of ${deployments(n)}`,
      failRate ? rollouts : 'rollbacks and hotfixes',
    ],
  };
}

function describeLeadTime({ figures }: Answer, window: string): Words {
  const { n, enough, needed, p75, p95 } = figures.changeLeadTime;
  return enough
    ? {
        lines: [
          `median of ${formatCount(n, 'change')}`,
          `p75 ${formatSeconds(p75!)}, p95 ${formatSeconds(p95!)}`,
        ],
      }
    : {
        instead: n ? 'Not enough data' : 'No changes',
        lines: n
          ? [
              `${formatCount(n, 'change')} in ${window}, ${needed} needed`,
              'no median is drawn from them',
            ]
          : [`none in ${window}`, 'a first deployment brings none'],
      };
}

function describeFrequency({ figures }: Answer, window: string): Words {
  const { n, value } = figures.deploymentFrequency;
  return value
    ? {
        brief: `${n} in ${window}`,
        lines: [
          `${deployments(n)} in ${window}`,
          `one every ${formatSeconds(86_400 / value)}`,
        ],
      }
    : {
        instead: 'No deployments',
        lines: [`none in ${window}`, 'counted, not missing'],
      };
}

function describe(answer: Answer, metric: MetricName, window: string): Words {
  switch (metric) {
    case 'changeLeadTime':
      return describeLeadTime(answer, window);
    case 'deploymentFrequency':
      return describeFrequency(answer, window);
    case 'failedDeploymentRecoveryTime':
      return describeRecoveries(answer, window);
    default:
      return describeShare(answer, metric, window);
  }
}

/**
 * Says a figure as Fairway says figures: value and unit, statistic and n, trend; never 0 where nothing was counted.
 *
 * @public
 */
export function describeFigure(
  answer: Answer,
  metric: MetricName,
): FigureDescription {
  const figure = answer.figures[metric];
  const window = formatCount(countDays(answer.from, answer.to), 'day');
  const words = describe(answer, metric, window);
  const shown = words.instead === undefined && figure.value !== undefined;
  const trend = describeTrend(answer, metric);
  const { title } = metricWords[metric];
  const value = shown ? formatMetric(metric, figure.value!) : words.instead;
  return {
    title,
    ...words,
    ...(shown && { quantity: quantify(metric, figure.value!), trend }),
    sentence: [
      `${title}: ${value}`,
      ...words.lines,
      ...(shown && trend ? [trend.text, trend.was] : []),
    ]
      .filter(Boolean)
      .join(', '),
  };
}
