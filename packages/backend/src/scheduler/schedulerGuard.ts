import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { schedulerManagePermission } from '@fairway/plugin-permission-backend-module-fairway';
import type { RequestHandler } from 'express';
import Router from 'express-promise-router';

/** Stands in front of a plugin's scheduler routes and lets through who may manage scheduled tasks. */
export function createSchedulerGuard(options: {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}): RequestHandler {
  const { httpAuth, permissions } = options;
  const router = Router();
  router.use('/.backstage/scheduler', async (req, _res, next) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const [decision] = await permissions.authorize(
      [{ permission: schedulerManagePermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError('Scheduled tasks are for the platform team');
    }
    next();
  });
  return router;
}
