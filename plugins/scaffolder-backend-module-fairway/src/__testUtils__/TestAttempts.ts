import { mockServices } from '@backstage/backend-test-utils';
import { AttemptFences } from '../actions/AttemptFences';
import { TaskRecord, TaskRecords } from '../database/TaskRecords';

/** A task that another worker can take up in the middle. */
export class TestAttempts {
  attempt = 0;
  status = 'processing';
  readonly logger = mockServices.logger.mock();

  /** Looks before every call, without a pause. */
  fences(): AttemptFences {
    const tasks: Partial<TaskRecords> = {
      attempt: async () => this.attempt,
      get: async id => ({ id, status: this.status }) as TaskRecord,
    };
    return AttemptFences.create({
      tasks: tasks as TaskRecords,
      logger: this.logger,
      interval: 0,
    });
  }
}
