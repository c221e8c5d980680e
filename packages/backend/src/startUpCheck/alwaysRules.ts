import { Config } from '@backstage/config';
import { Rule, unless } from './Rule';

/** On a laptop as in production. */
export const alwaysRules: Rule[] = [
  permissionsOn,
  noGuest,
  authPolicyOn,
  workspacesKept,
];

function permissionsOn(config: Config) {
  const key = 'permission.enabled';
  return unless(
    config.getOptionalBoolean(key) === true,
    key,
    'set it to true; without it everybody may do everything',
  );
}

function noGuest(config: Config) {
  const key = 'auth.providers.guest';
  return unless(
    !config.has(key),
    key,
    'remove it; anybody who reaches the port would be signed in',
  );
}

function authPolicyOn(config: Config) {
  const key = 'backend.auth.dangerouslyDisableDefaultAuthPolicy';
  return unless(
    config.getOptionalBoolean(key) !== true,
    key,
    'remove it; plugins would answer without credentials',
  );
}

function workspacesKept(config: Config) {
  const recovery = config.getOptionalConfig('scaffolder.taskRecovery');
  if (!recovery?.getOptionalBoolean('enabled')) {
    return [];
  }
  const key = 'scaffolder.taskRecovery.workspaceProvider';
  const provider = recovery.getOptionalString('workspaceProvider');
  if (!provider) {
    return unless(
      false,
      key,
      'set it to database; a recovered task would push an empty commit',
    );
  }
  const switchKey = 'database.dangerouslyEnableInProduction';
  return unless(
    provider !== 'database' || recovery.getOptionalBoolean(switchKey) === true,
    `scaffolder.taskRecovery.${switchKey}`,
    'set it to true; else the provider is left out in production',
  );
}
