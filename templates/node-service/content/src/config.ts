import { createRequire } from 'node:module';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

export type Config = {
  serviceName: string;
  serviceVersion: string;
  host: string;
  port: number;
  logLevel: (typeof logLevels)[number];
  /** How long to go on serving after a stop signal, so that load balancers notice that /readyz says no. */
  shutdownDelaySeconds: number;
  /** How long requests in flight then have to finish. */
  shutdownTimeoutSeconds: number;
  /** Where traces go; tracing is not even loaded without it. */
  tracesEndpoint?: string;
};

/** Says every variable that is wrong, so that one start is enough to correct them all. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Configuration is not valid: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

/**
 * Reads the configuration from the environment.
 *
 * @throws ConfigError naming each variable that has no usable value
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const problems: string[] = [];

  const text = (name: string, fallback: string) => environment[name]?.trim() || fallback;

  const integer = (name: string, fallback: number, min: number, max: number) => {
    const value = text(name, String(fallback));
    if (/^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max) {
      return Number(value);
    }
    problems.push(`${name} must be a whole number from ${min} to ${max}, not ${JSON.stringify(value)}`);
    return fallback;
  };

  const oneOf = <T extends string>(name: string, allowed: readonly T[], fallback: T) => {
    const value = text(name, fallback);
    const found = allowed.find(candidate => candidate === value);
    if (!found) {
      problems.push(`${name} must be one of ${allowed.join(', ')}, not ${JSON.stringify(value)}`);
    }
    return found ?? fallback;
  };

  const httpUrl = (name: string) => {
    const value = text(name, '');
    if (value && !(URL.canParse(value) && /^https?:$/.test(new URL(value).protocol))) {
      problems.push(`${name} must be an http or https URL, not ${JSON.stringify(value)}`);
    }
    return value || undefined;
  };

  const config: Config = {
    serviceName: text('OTEL_SERVICE_NAME', packageName()),
    serviceVersion: text('SERVICE_VERSION', 'development'),
    host: text('HOST', '0.0.0.0'),
    port: integer('PORT', 8080, 0, 65535),
    logLevel: oneOf('LOG_LEVEL', logLevels, 'info'),
    shutdownDelaySeconds: integer('SHUTDOWN_DELAY_SECONDS', 0, 0, 300),
    shutdownTimeoutSeconds: integer('SHUTDOWN_TIMEOUT_SECONDS', 10, 1, 300),
    tracesEndpoint: httpUrl('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') ?? httpUrl('OTEL_EXPORTER_OTLP_ENDPOINT'),
  };

  if (problems.length > 0) {
    throw new ConfigError(problems);
  }
  return config;
}

function packageName(): string {
  const { name } = createRequire(import.meta.url)('#package.json') as { name: string };
  return name;
}
