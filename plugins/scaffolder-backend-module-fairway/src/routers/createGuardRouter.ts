import {
  AuditorService,
  AuthService,
  BackstageCredentials,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import express from 'express';
import Router from 'express-promise-router';
import { AdmittedRequest, Admission } from '../check/Admission';
import { jsonBody } from './jsonBody';
import { readCreateRequest } from './requestBody';

/**
 * Stands in front of the scaffolder's own routes: a module's middleware comes before its plugin's. What is refused here
 * never becomes a task.
 */
export function createGuardRouter(options: {
  admission: Admission;
  auditor: AuditorService;
  auth: AuthService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
}): express.Router {
  const { admission, auditor, auth, httpAuth, logger } = options;
  const router = Router();

  const createdBy = (credentials: BackstageCredentials) =>
    auth.isPrincipal(credentials, 'user')
      ? credentials.principal.userEntityRef
      : undefined;

  /** Refusals leave a trace, without the values. */
  async function audited<T>(
    req: express.Request,
    actionType: string,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const event = await auditor.createEvent({
        eventId: 'task-admission',
        severityLevel: 'medium',
        request: req,
        meta: { actionType },
      });
      await event.fail({ error: toError(error) });
      throw error;
    }
  }

  router.post('/v2/tasks', jsonBody, async (req, res, next) => {
    const outcome = await audited(req, 'create', async () => {
      const credentials = await httpAuth.credentials(req, {
        allow: ['user', 'service'],
      });
      return admission.admit({
        request: readCreateRequest(req.body),
        credentials,
        createdBy: createdBy(credentials),
        idempotencyKey: req.header('idempotency-key'),
      });
    });
    if ('answeredBy' in outcome) {
      res.status(200).json({ id: outcome.answeredBy });
      return;
    }
    settleWith(res, outcome, logger);
    next();
  });

  router.post('/v2/tasks/:taskId/retry', async (req, _res, next) => {
    await audited(req, 'retry', async () => {
      const credentials = await httpAuth.credentials(req, {
        allow: ['user', 'service'],
      });
      await admission.admitRetry(req.params.taskId, credentials);
    });
    next();
  });

  router.post('/v2/tasks/:taskId/cancel', async (req, _res, next) => {
    await audited(req, 'cancel', async () => {
      const credentials = await httpAuth.credentials(req, {
        allow: ['user', 'service'],
      });
      await admission.assertMayChange(req.params.taskId, credentials);
    });
    next();
  });

  return router;
}

/** Holds the scaffolder's answer back until it is noted which task the request has become, or that it became none. */
function settleWith(
  res: express.Response,
  admitted: AdmittedRequest,
  logger: LoggerService,
): void {
  const json = res.json.bind(res);
  res.json = body => {
    const taskId =
      res.statusCode === 201 ? (body as { id?: string }).id : undefined;
    (taskId ? admitted.becameTask(taskId) : admitted.abandon())
      // The task is there or not, whatever is noted: the note is found again from the task itself.
      .catch(error =>
        logger.warn('Could not note what a request has become', error),
      )
      .then(() => json(body));
    return res;
  };
}
