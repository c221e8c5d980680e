import express, { type Router } from 'express';
import type { Task, TaskEvent } from '../facts/runOfTask';

/** Of the scaffolder's API as much as is asked for, with tasks as a test has them. */
export class FakeScaffolder {
  readonly tasks = new Map<string, { task: Task; events: TaskEvent[] }>();
  /** Answers 503 while it is. */
  away = false;

  add(task: Task, events: TaskEvent[]): void {
    this.tasks.set(task.id, { task, events });
  }

  router(): Router {
    const router = express.Router();
    router.use((_request, response, next) => {
      if (this.away) response.status(503).json({ error: { message: 'away' } });
      else next();
    });
    router.get('/v2/tasks', ({ query }, response) => {
      const { limit, offset, status } = query;
      const asked = status && [status].flat();
      const tasks = [...this.tasks.values()]
        .map(({ task }) => task)
        .filter(task => !asked || (asked as string[]).includes(task.status))
        .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
        .slice(Number(offset), Number(offset) + Number(limit));
      response.json({ tasks, totalTasks: this.tasks.size });
    });
    router.get('/v2/tasks/:id', ({ params }, response) => {
      const found = this.tasks.get(params.id);
      response.status(found ? 200 : 404).json(found?.task ?? {});
    });
    router.get('/v2/tasks/:id/events', ({ params }, response) => {
      response.json(this.tasks.get(params.id)!.events);
    });
    return router;
  }
}
