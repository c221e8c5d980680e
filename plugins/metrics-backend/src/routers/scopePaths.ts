import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Request } from 'express';
import {
  KIND_OF_LEVEL,
  type Scope,
  organisationScope,
  scopeOf,
} from '../services/Scope';
import { entityPathSchema, parseInput, scopePathSchema } from './schemas';

/** Where figures are found, and whose they are there. */
export const scopePaths: { path: string; scope(request: Request): Scope }[] = [
  {
    path: '/entities/:kind/:namespace/:name',
    scope: ({ params }) => scopeOf(parseInput(entityPathSchema, params)),
  },
  {
    path: '/scopes/:level/:namespace/:name',
    scope: ({ params }) => {
      const { level, ...rest } = parseInput(scopePathSchema, params);
      return {
        level,
        ref: stringifyEntityRef({ kind: KIND_OF_LEVEL[level], ...rest }),
      };
    },
  },
  { path: '/organisation', scope: () => organisationScope },
];
