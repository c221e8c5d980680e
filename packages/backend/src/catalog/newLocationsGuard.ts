import {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, ResponseError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { jsonBody, parseInput } from '@fairway/serving';
import type { RequestHandler } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';

const TYPE = 'url';
const locationSchema = z.object({ type: z.string(), target: z.string() });

/** What plugins ask for on behalf of a person, as the last steps of a template do, is checked where it is read. */
function isPersonThemselves({ principal }: BackstageCredentials): boolean {
  const { type, actor } = principal as { type?: string; actor?: unknown };
  return type === 'user' && actor === undefined;
}

/**
 * Stands in front of the route that registers a location. Backstage keeps one
 * that brings templates, teams or people and then refuses each of them: here it
 * is refused at once, with the rule, and nothing is kept.
 */
export function createNewLocationsGuard(options: {
  catalog: CatalogService;
  httpAuth: HttpAuthService;
}): RequestHandler {
  const { catalog, httpAuth } = options;

  /** @throws NotAllowedError or InputError, as the catalog would after it has kept it. */
  async function assertAllowed(
    location: z.infer<typeof locationSchema>,
    credentials: BackstageCredentials,
  ) {
    try {
      await catalog.addLocation({ ...location, dryRun: true }, { credentials });
    } catch (error) {
      const problem = error instanceof ResponseError ? error.cause : error;
      const { message } = problem as Error;
      if (message.includes('is not of an allowed kind')) {
        throw new NotAllowedError(
          'target: templates, teams and people are not registered from a repository',
        );
      }
      if (message.includes('must be of an allowed type')) {
        throw new InputError(
          `target: it names a location whose type is not allowed, only '${TYPE}' is`,
        );
      }
      throw problem;
    }
  }

  const router = Router();
  router.post('/locations', jsonBody, async (req, _res, next) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const location = parseInput(locationSchema, req.body);
    if (location.type !== TYPE) {
      throw new InputError(
        `type: type '${location.type.slice(0, 100)}' not allowed, only '${TYPE}' is`,
      );
    }
    if (isPersonThemselves(credentials)) {
      await assertAllowed(location, credentials);
    }
    next();
  });
  return router;
}
