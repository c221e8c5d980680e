import type { Config } from '@backstage/config';

const LABEL = 'fairway/environment';
const PRODUCTION = /^prod/i;

interface Rule {
  cluster: RegExp;
  namespace: RegExp;
  environment: string;
  production: boolean;
}

/** A pattern in which `*` is any run of characters. */
const toRegExp = (pattern: string) =>
  new RegExp(
    `^${pattern
      .split(/\*+/)
      .map(text => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    'i',
  );

const rule = (options: {
  cluster?: string;
  namespace?: string;
  environment: string;
  production?: boolean;
}): Rule => ({
  cluster: toRegExp(options.cluster ?? '*'),
  namespace: toRegExp(options.namespace ?? '*'),
  environment: options.environment,
  production: options.production ?? PRODUCTION.test(options.environment),
});

/** Which environment a workload belongs to. */
export class EnvironmentRules {
  readonly #rules: Rule[];

  private constructor(rules: Rule[]) {
    this.#rules = rules;
  }

  static fromConfig(root: Config): EnvironmentRules {
    const configured = root.getOptionalConfigArray(
      'health.kubernetes.environments',
    );
    return new EnvironmentRules(
      configured
        ? configured.map(one =>
            rule({
              cluster: one.getOptionalString('cluster'),
              namespace: one.getOptionalString('namespace'),
              environment: one.getString('environment'),
              production: one.getOptionalBoolean('production'),
            }),
          )
        : [
            rule({ namespace: '*staging*', environment: 'staging' }),
            rule({ namespace: '*production*', environment: 'production' }),
          ],
    );
  }

  /** Nothing where no rule fits. */
  environmentOf(workload: {
    cluster: string;
    namespace: string;
    labels?: Record<string, string>;
  }): { environment?: string; production?: boolean } {
    const named = workload.labels?.[LABEL];
    if (named)
      return {
        environment: named,
        production:
          this.#rules.find(({ environment }) => environment === named)
            ?.production ?? PRODUCTION.test(named),
      };
    const found = this.#rules.find(
      ({ cluster, namespace }) =>
        cluster.test(workload.cluster) && namespace.test(workload.namespace),
    );
    return found
      ? { environment: found.environment, production: found.production }
      : {};
  }
}
