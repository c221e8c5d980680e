import {
  AuthService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  catalogEntityDeletePermission,
  catalogIngestionManagePermission,
} from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { RequestHandler } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';

/**
 * Stands in front of the route that removes a registered location, and with it
 * every entity that came from there. Backstage's `catalog.location.delete` does
 * not say whose these are: here one has to be allowed to delete each of them.
 */
export function createOwnLocationsGuard(options: {
  auth: AuthService;
  catalog: CatalogService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}): RequestHandler {
  const { auth, catalog, httpAuth, permissions } = options;

  /** References of what came from the location, whoever may read it. */
  async function entitiesFrom(id: string): Promise<string[]> {
    const credentials = await auth.getOwnServiceCredentials();
    const location = await catalog.getLocationById(id, { credentials });
    if (!location) {
      return [];
    }
    const { items } = await catalog.getEntities(
      {
        filter: {
          [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]: `${location.type}:${location.target}`,
        },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
      },
      { credentials },
    );
    return items
      .filter(({ kind }) => kind !== 'Location')
      .map(entity => stringifyEntityRef(entity));
  }

  const router = Router();
  router.delete('/locations/:id', async (req, _res, next) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    // PostgreSQL would fail on what is no UUID.
    const id = z.uuid().safeParse(req.params.id);
    if (!id.success) {
      throw new NotFoundError('There is no such location');
    }
    const refs = await entitiesFrom(id.data);
    const decisions =
      refs.length > 0
        ? await permissions.authorize(
            refs.map(resourceRef => ({
              permission: catalogEntityDeletePermission,
              resourceRef,
            })),
            { credentials },
          )
        : // Nobody's: what brought nothing is for the platform team to clear.
          await permissions.authorize(
            [{ permission: catalogIngestionManagePermission }],
            { credentials },
          );
    if (decisions.some(({ result }) => result !== AuthorizeResult.ALLOW)) {
      throw new NotAllowedError('You do not own all that came from there');
    }
    next();
  });
  return router;
}
