import type { CreateServiceApi } from '../api';

export type FakeCreateApi = jest.Mocked<CreateServiceApi>;

/** A name that is free, and a server that accepts. */
export function fakeCreateApi(): FakeCreateApi {
  return {
    checkName: jest.fn(async name => ({
      name,
      organisation: 'acme',
      valid: true,
      problems: [],
      component: { free: true },
      repository: { free: true },
    })),
    check: jest.fn(async (..._) => {}),
    create: jest.fn(async (..._) => ({ taskId: 'run-1' })),
    listRuns: jest.fn(async (..._) => ({ runs: [], total: 0 })),
    tasksUrl: jest.fn(
      async () => 'http://portal.example/api/scaffolder/v2/tasks',
    ),
  };
}
