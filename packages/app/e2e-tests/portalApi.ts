import { type Page, expect } from '@playwright/test';

/** What is read of the scaffolder's answers. */
export interface Task {
  id: string;
  status: 'open' | 'processing' | 'completed' | 'failed' | 'cancelled';
  spec: {
    templateInfo?: { entityRef: string };
    parameters: { name: string; owner: string };
  };
}

/** What is read of the catalog's answers. */
export interface Component {
  metadata: {
    namespace: string;
    name: string;
    annotations?: Record<string, string>;
  };
  relations?: { type: string; targetRef: string }[];
}

/** The portal, as one person's browser asks it. */
export class PortalApi {
  readonly #page: Page;
  readonly #authorization: string;

  private constructor(page: Page, authorization: string) {
    this.#page = page;
    this.#authorization = authorization;
  }

  /** @param page - of somebody who is signed in */
  static async of(page: Page) {
    const asked = page.waitForRequest(
      request =>
        request.url().includes('/api/') &&
        request.headers().authorization !== undefined,
    );
    await page.goto('/');
    const { authorization } = await (await asked).allHeaders();
    return new PortalApi(page, authorization);
  }

  async ask<T>(path: string, data?: object): Promise<T> {
    const response = await this.#page.request.fetch(`/api${path}`, {
      method: data ? 'POST' : 'GET',
      headers: { authorization: this.#authorization },
      data,
    });
    const text = await response.text();
    if (!response.ok())
      throw new Error(`${path}: ${response.status()} ${text}`);
    return JSON.parse(text || 'null');
  }

  /** Starts a creation, past the form. */
  async create(name: string, team: string): Promise<string> {
    const { id } = await this.ask<{ id: string }>('/scaffolder/v2/tasks', {
      templateRef: 'template:default/node-service',
      values: {
        name,
        owner: `group:default/${team}`,
        description: 'Tried by a journey',
        tier: '2',
      },
    });
    return id;
  }

  /** Waits until a creation has come to an end of one kind. */
  async waitForEnd(id: string, status: Task['status'], timeout: number) {
    await expect
      .poll(
        async () => (await this.ask<Task>(`/scaffolder/v2/tasks/${id}`)).status,
        { timeout },
      )
      .toBe(status);
  }
}
