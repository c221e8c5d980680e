import { Config } from '@backstage/config';
import { Rule, unless } from './Rule';

/** What is reachable, and what may be reached. */
export const networkRules: Rule[] = [
  config => isPublicHttps(config, 'app.baseUrl'),
  config => isPublicHttps(config, 'backend.baseUrl'),
  narrowCors,
  strictContentPolicy,
  rateLimited,
  narrowReading,
  noRawProxy,
];

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

function isPublicHttps(config: Config, key: string) {
  const value = config.getOptionalString(key) ?? '';
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return unless(
    url?.protocol === 'https:' && !LOOPBACK.includes(url.hostname),
    key,
    "set it to the portal's public https:// address",
  );
}

function narrowCors(config: Config) {
  const key = 'backend.cors.origin';
  const origins = [config.getOptional(key) ?? []].flat();
  return unless(
    origins.every(
      origin =>
        typeof origin === 'string' &&
        origin.startsWith('https://') &&
        !origin.includes('*'),
    ),
    key,
    'remove it, or name exact https:// origins',
  );
}

function strictContentPolicy(config: Config) {
  const csp = config.getOptionalConfig('backend.csp');
  const sources = (directive: string) =>
    csp?.getOptionalStringArray(directive) ?? [];
  const isWide = (source: string) =>
    ['*', 'http:', 'https:', 'ws:', 'wss:'].includes(source);
  return [
    ...unless(
      csp?.has('connect-src') === true && !sources('connect-src').some(isWide),
      'backend.csp.connect-src',
      "name what the browser talks to, for example ['self']",
    ),
    ...unless(
      csp?.has('script-src') === true &&
        !sources('script-src').some(
          source => isWide(source) || source === "'unsafe-inline'",
        ),
      'backend.csp.script-src',
      "set it to ['self', 'unsafe-eval'], without 'unsafe-inline' and wide schemes",
    ),
  ];
}

function rateLimited(config: Config) {
  const key = 'backend.rateLimit';
  const limit = config.getOptional(key);
  const isOn =
    limit === true ||
    (typeof limit === 'object' &&
      config.getOptionalBoolean(`${key}.global`) !== false);
  return unless(isOn, key, 'set a window and an incomingRequestLimit');
}

function narrowReading(config: Config) {
  const key = 'backend.reading.allow';
  const hosts = (config.getOptionalConfigArray(key) ?? []).map(entry =>
    entry.getString('host'),
  );
  return unless(
    hosts.every(host => host !== '*' && !host.startsWith('*:')),
    key,
    'name the hosts that may be read',
  );
}

function noRawProxy(config: Config) {
  const endpoints = config.getOptionalConfig('proxy.endpoints');
  return unless(
    !endpoints || endpoints.keys().length === 0,
    'proxy.endpoints',
    'remove them; a backend plugin checks permissions, the raw proxy does not',
  );
}
