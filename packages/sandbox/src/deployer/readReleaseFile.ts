import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import { z } from 'zod';

import { WantedRelease } from './model';

const releaseFile = z.object({
  kind: z.literal('ConfigMap'),
  data: z.object({
    repository: z.string(),
    revision: z.string().regex(/^[0-9a-f]{40}$/, 'a full commit id'),
    version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,62}$/),
    runId: z.string().regex(/^\d{1,15}$/, 'the number of a run'),
    artifact: z.string().min(1).max(200),
  }),
});

/** The names that environments, which are folders of the branch, may have. */
export const environmentName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads an environment's `release.yaml`.
 *
 * @throws InputError with the field that is wrong
 */
export function readReleaseFile(
  repository: string,
  text: string,
): WantedRelease {
  const result = releaseFile.safeParse(parse(text));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new InputError(`${issue.path.join('.')}: ${issue.message}`);
  }
  const { data } = result.data;
  if (data.repository.toLowerCase() !== repository.toLowerCase()) {
    throw new InputError(
      `data.repository: is ${data.repository}, but this is ${repository}`,
    );
  }
  return {
    revision: data.revision,
    version: data.version,
    runId: Number(data.runId),
    artifact: data.artifact,
  };
}
