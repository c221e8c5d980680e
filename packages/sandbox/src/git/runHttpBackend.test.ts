import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import express from 'express';
import request from 'supertest';
import { runHttpBackend } from './runHttpBackend';

it('ends with what it was given of a push, whatever length was announced', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fairway-push-'));
  try {
    await promisify(execFile)('git', ['init', '--bare', '--quiet', folder]);
    const app = express();
    app.post('/acme/ledger.git/git-receive-pack', async (req, res) => {
      const send = await runHttpBackend({
        ...{ req, res, repository: {} as any, hold: true },
        forge: {
          git: { environment: (more: object) => ({ ...process.env, ...more }) },
          repositories: { folder: () => folder },
        } as any,
        caller: { person: { login: 'dana' } } as any,
        input: Readable.from(['00a4']),
      });
      send();
    });

    const answer = await request(app)
      .post('/acme/ledger.git/git-receive-pack')
      .type('application/x-git-receive-pack-request')
      .send('00a4'.repeat(100));

    expect(answer.status).toBe(200);
    const { stdout } = await promisify(execFile)('git', [
      ...['-C', folder, 'for-each-ref'],
    ]);
    expect(stdout).toBe('');
  } finally {
    await rm(folder, { recursive: true });
  }
});
