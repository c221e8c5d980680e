import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';

import { writeZip } from '../archive/writeZip';
import { backoff } from './backoff';
import { PortRange } from './PortRange';
import { readReleaseFile } from './readReleaseFile';
import { RotatingLog } from './RotatingLog';
import { unpackRelease } from './unpackRelease';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'release-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const REVISION = 'a'.repeat(40);

function releaseFile(data: Record<string, string> = {}): string {
  const all = {
    repository: 'acme/service',
    revision: REVISION,
    version: 'v7',
    runId: '42',
    artifact: 'release',
    image: '',
    ...data,
  };
  return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', data: all });
}

describe('release.yaml', () => {
  it('says what is to run', () => {
    expect(readReleaseFile('acme/service', releaseFile())).toEqual({
      revision: REVISION,
      version: 'v7',
      runId: 42,
      artifact: 'release',
    });
  });

  it.each([
    [{ revision: 'main' }, 'data.revision: a full commit id'],
    [{ runId: '../1' }, 'data.runId: the number of a run'],
    [{ version: 'a b' }, 'data.version'],
    [{ repository: 'acme/other' }, 'data.repository: is acme/other'],
  ])('is refused with %j', (data, message) => {
    expect(() => readReleaseFile('acme/service', releaseFile(data))).toThrow(
      message,
    );
  });

  it('is refused when it is something else', () => {
    expect(() => readReleaseFile('acme/service', 'kind: Deployment')).toThrow(
      'kind',
    );
  });
});

describe('the artifact', () => {
  /** The artifact with an archive of what is in a folder. */
  async function artifact(options: { cwd: string; paths: string[] }) {
    const archive = join(directory, 'release.tar.gz');
    await create(
      { gzip: true, file: archive, cwd: options.cwd, preservePaths: true },
      options.paths,
    );
    const zip = join(directory, 'artifact.zip');
    await writeZip(zip, [{ path: archive, name: 'release.tar.gz' }], 0);
    return readFileSync(zip);
  }

  function source(): string {
    const folder = join(directory, 'source');
    mkdirSync(join(folder, 'bin'), { recursive: true });
    writeFileSync(join(folder, 'bin/run'), '#!/bin/sh\n', { mode: 0o755 });
    writeFileSync(join(directory, 'outside'), 'secret');
    return folder;
  }

  it('is unpacked with its modes and its links', async () => {
    const folder = source();
    symlinkSync('bin/run', join(folder, 'link'));
    const target = join(directory, 'target');
    await unpackRelease(
      await artifact({ cwd: folder, paths: ['bin', 'link'] }),
      target,
    );
    const listing = execFileSync('ls', ['-l', target, `${target}/bin`]);
    expect(listing.toString()).toMatch(/-rwxr-xr-x.* run/);
    expect(listing.toString()).toContain('link -> bin/run');
  });

  it.each([
    ['a link out of it', 'link', '../outside'],
    ['an absolute link', 'link', '/etc/passwd'],
    ['a path out of it', '../outside', undefined],
  ])('is refused with %s', async (_, path, link) => {
    const folder = source();
    if (link) {
      symlinkSync(link, join(folder, path));
    }
    const target = join(directory, 'target');
    const packed = await artifact({ cwd: folder, paths: ['bin', path] });
    await expect(unpackRelease(packed, target)).rejects.toThrow();
    expect(() => readFileSync(join(target, 'bin/run'))).toThrow('ENOENT');
  });

  it('is refused with a path that goes through a link', async () => {
    const folder = source();
    symlinkSync('bin', join(folder, 'link'));
    const packed = await artifact({ cwd: folder, paths: ['link', 'link/run'] });
    await expect(
      unpackRelease(packed, join(directory, 'target')),
    ).rejects.toThrow('The release leaves its folder: link/run');
  });

  it('is refused without release.tar.gz', async () => {
    const zip = join(directory, 'artifact.zip');
    const path = join(source(), 'bin/run');
    await writeZip(zip, [{ path, name: 'other' }], 6);
    await expect(
      unpackRelease(readFileSync(zip), join(directory, 'target')),
    ).rejects.toThrow('holds no release.tar.gz');
  });
});

describe('ports', () => {
  it.each(['', '8100', '9000-8000', '80-90', '8100-99999', 'a-b'])(
    '"%s" is no range',
    range => {
      expect(() => PortRange.parse(range, 'PORTS')).toThrow('PORTS: a range');
    },
  );

  it('are given out when neither an environment nor a program has them', async () => {
    const server = createServer();
    await new Promise<void>(resolve =>
      server.listen(18262, '127.0.0.1', resolve),
    );
    const range = PortRange.parse('18261-18263', 'PORTS');
    expect(await range.findFree([18261])).toBe(18263);
    await expect(range.findFree([18261, 18263])).rejects.toThrow('No port');
    await new Promise(resolve => server.close(resolve));
  });
});

it('waits longer after each crash, a minute at most', () => {
  expect([1, 2, 3, 6, 7, 50].map(backoff)).toEqual([
    1000, 2000, 4000, 32_000, 60_000, 60_000,
  ]);
});

it('keeps the newest lines of a log', () => {
  const file = join(directory, 'log');
  const log = new RotatingLog(file, 1000);
  for (let line = 1; line <= 100; line += 1) {
    log.write(`line ${line}`);
  }
  log.close();
  log.write('after the end');
  const tail = RotatingLog.tail(file, 3).map(line => line.slice(25));
  expect(tail).toEqual(['line 98', 'line 99', 'line 100']);
  expect(readFileSync(file).length).toBeLessThanOrEqual(1000);
});
