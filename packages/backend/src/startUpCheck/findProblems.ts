import { Config } from '@backstage/config';
import { accessRules } from './accessRules';
import { alwaysRules } from './alwaysRules';
import { networkRules } from './networkRules';
import { platformRules } from './platformRules';
import { Problem } from './Rule';

const PROFILES = ['local', 'production'];

/** What makes this configuration unsafe to start with; empty when nothing does. */
export function findProblems(
  config: Config,
  nodeEnv: string | undefined,
): Problem[] {
  const profile = config.getOptionalString('fairway.profile');
  if (!profile || !PROFILES.includes(profile)) {
    return [
      { key: 'fairway.profile', remedy: `set it to ${PROFILES.join(' or ')}` },
    ];
  }
  const problems = alwaysRules.flatMap(rule => rule(config));
  if (profile === 'production') {
    const rules = [...networkRules, ...accessRules, ...platformRules];
    problems.push(...rules.flatMap(rule => rule(config)));
    if (nodeEnv !== 'production') {
      problems.push({
        key: 'NODE_ENV',
        remedy: 'set it to production, or answers carry stack traces',
      });
    }
  }
  return problems;
}
