import type { components } from '@octokit/openapi-types';

/** A shape of GitHub's API, by its name in GitHub's own description: the compiler checks our answers against it. */
export type Schema<Name extends keyof components['schemas']> =
  components['schemas'][Name];
