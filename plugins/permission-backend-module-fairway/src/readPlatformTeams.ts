import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'fairway.platformTeams';

/** The groups whose members run the platform, as full entity references. */
export function readPlatformTeams(config: Config): string[] {
  return config.getStringArray(KEY).map((ref, index) => {
    const parsed = parseEntityRef(ref, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
    if (parsed.kind.toLocaleLowerCase('en-US') !== 'group') {
      throw new InputError(`${KEY}[${index}]: "${ref}" is not a group`);
    }
    return stringifyEntityRef(parsed);
  });
}
