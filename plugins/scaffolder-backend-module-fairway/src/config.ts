import { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';

/** What the module reads from `fairway.create`, `fairway.platformTeams` and the scaffolder's own defaults. */
export interface CreateConfig {
  /** Host and port of the forge new repositories go to. */
  host: string;
  /** The organisation a new service goes to. */
  organisation: string;
  /** Lower-case names of all organisations that repositories may be created in. */
  organisations: ReadonlySet<string>;
  /** Hosts towards which neither throttle nor retries are wanted. */
  unthrottledHosts: ReadonlySet<string>;
  /** Longest time of one call to the forge, in milliseconds. */
  callTimeout: number;
  /** Longest time of one publish step, in milliseconds. */
  publishTimeout: number;
  /** Full entity references of the groups that may create for anybody. */
  platformTeams: ReadonlySet<string>;
  /** Where people open the portal, without a trailing slash. */
  portalUrl: string;
  author: { name: string; email: string };
  commitMessage: string;
}

function readMilliseconds(
  config: RootConfigService,
  key: string,
  fallback: HumanDuration,
): number {
  return durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : fallback,
  );
}

function readPlatformTeams(config: RootConfigService): Set<string> {
  const key = 'fairway.platformTeams';
  return new Set(
    (config.getOptionalStringArray(key) ?? []).map(reference => {
      try {
        return stringifyEntityRef(
          parseEntityRef(reference, { defaultKind: 'group' }),
        );
      } catch (error) {
        throw new InputError(`${key}: "${reference}" is no group`, error);
      }
    }),
  );
}

/**
 * Reads the module's configuration.
 *
 * @throws InputError that names the key when the forge's host has no integration, or the organisation is outside of
 *   the allowed ones.
 */
export function readCreateConfig(config: RootConfigService): CreateConfig {
  const host = config.getString('fairway.create.host');
  const organisation = config.getString('fairway.create.organisation');
  const organisations = new Set(
    (
      config.getOptionalStringArray('fairway.create.organisations') ?? [
        organisation,
      ]
    ).map(name => name.toLowerCase()),
  );
  if (!ScmIntegrations.fromConfig(config).github.byHost(host)) {
    throw new InputError(
      `fairway.create.host: "${host}" has no entry in integrations.github`,
    );
  }
  if (!organisations.has(organisation.toLowerCase())) {
    throw new InputError(
      `fairway.create.organisation: "${organisation}" is not among fairway.create.organisations`,
    );
  }
  return {
    host,
    organisation,
    organisations,
    unthrottledHosts: new Set(
      config.getOptionalStringArray('fairway.create.unthrottledHosts') ?? [],
    ),
    callTimeout: readMilliseconds(config, 'fairway.create.callTimeout', {
      seconds: 30,
    }),
    publishTimeout: readMilliseconds(config, 'fairway.create.publishTimeout', {
      minutes: 10,
    }),
    platformTeams: readPlatformTeams(config),
    portalUrl: config.getString('app.baseUrl').replace(/\/+$/, ''),
    author: {
      name:
        config.getOptionalString('scaffolder.defaultAuthor.name') ?? 'Fairway',
      email:
        config.getOptionalString('scaffolder.defaultAuthor.email') ??
        'fairway@localhost',
    },
    commitMessage:
      config.getOptionalString('scaffolder.defaultCommitMessage') ??
      'Create the service from its golden path',
  };
}
