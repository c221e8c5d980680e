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

  router.get('/v2/tasks', (_req, res, next) => {
    tellStopped(res, tasks, next);
    next();
  });

  return router;
}

interface TaskList {
  tasks: { id: string; status: string }[];
}

/** In the scaffolder's list what was stopped is called cancelled, as its own filter calls it, and not failed. */
function tellStopped(
  res: express.Response,
  tasks: TaskRecords,
  onError: (error: Error) => void,
): void {
  const json = res.json.bind(res);
  const withStopped = async (list: TaskList): Promise<TaskList> => {
    const stopped = await tasks.findStopped(
      list.tasks
        .filter(({ status }) => status === 'failed')
        .map(({ id }) => id),
    );
    return {
      ...list,
      tasks: list.tasks.map(task =>
        stopped.has(task.id) ? { ...task, status: 'cancelled' } : task,
      ),
    };
  };
  res.json = body => {
    if (res.statusCode !== 200) return json(body);
    withStopped(body).then(json, onError);
    return res;
  };
}
