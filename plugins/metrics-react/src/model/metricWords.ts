import type { MetricName } from '@fairway/plugin-metrics-common';

/** @public */
export interface MetricWords {
  title: string;
  /** What the figure is: seconds, a share of 1, or deployments per day. */
  measure: 'duration' | 'share' | 'frequency';
  /** Which direction is the worse one. */
  worse: 'higher' | 'lower';
  /** How it is counted, in half a sentence; the whole rule is in docs/delivery-metrics.md. */
  counted: string;
  /** What its n counts. */
  one: string;
  many: string;
}

/**
 * How each of the five metrics is called and read.
 *
 * @public
 */
export const metricWords: Record<MetricName, MetricWords> = {
  changeLeadTime: {
    title: 'Change lead time',
    measure: 'duration',
    worse: 'higher',
    counted: 'first commit to production, median of the changes',
    one: 'change',
    many: 'changes',
  },
  deploymentFrequency: {
    title: 'Deployment frequency',
    measure: 'frequency',
    worse: 'lower',
    counted: 'deployments that reached production, redeploys aside',
    one: 'deployment',
    many: 'deployments',
  },
  changeFailRate: {
    title: 'Change fail rate',
    measure: 'share',
    worse: 'higher',
    counted: 'deployments that needed intervention, of all in production',
    one: 'deployment',
    many: 'deployments',
  },
  failedDeploymentRecoveryTime: {
    title: 'Recovery time',
    measure: 'duration',
    worse: 'higher',
    counted: 'failed deployment to recovery, median of those recovered',
    one: 'recovery',
    many: 'recoveries',
  },
  deploymentReworkRate: {
    title: 'Rework rate',
    measure: 'share',
    worse: 'higher',
    counted: 'rollbacks and hotfixes, of all deployments in production',
    one: 'deployment',
    many: 'deployments',
  },
};
