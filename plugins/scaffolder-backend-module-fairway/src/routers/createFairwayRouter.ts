import { HttpAuthService } from '@backstage/backend-plugin-api';
import express from 'express';
import Router from 'express-promise-router';
import { NameReport } from '../check/NameReport';
import { RequestCheck } from '../check/RequestCheck';
import { TaskRecords } from '../database/TaskRecords';
import { jsonBody } from './jsonBody';
import { readCreateRequest } from './requestBody';

/** The routes that the wizard asks while somebody fills it in, and what the list of tasks lacks. */
export function createFairwayRouter(options: {
  check: RequestCheck;
  httpAuth: HttpAuthService;
  names: NameReport;
  tasks: TaskRecords;
}): express.Router {
  const { check, httpAuth, names, tasks } = options;
  const router = Router();

  router.get('/fairway/names/:name', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user'] });
    res.json(await names.report(req.params.name));
  });

  router.post('/fairway/check', jsonBody, async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const request = readCreateRequest(req.body);
    await names.assertNotHeld(await check.check(request, credentials));
    res.json({ ok: true });
  });

  // Before the scaffolder looks: its filter knows what was stopped by the status alone.
  router.get('/v2/tasks', async (_req, _res, next) => {
    await tasks.markStopped();
    next();
  });

  return router;
}
