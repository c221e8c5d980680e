import { parse } from 'yaml';
import { findWorkflowErrors } from './findWorkflowErrors';
import { openTemplate, readSkeleton } from './template';

interface Job {
  permissions: Record<string, string>;
  'timeout-minutes': number;
  steps: Array<{ run?: string; uses?: string; with?: Record<string, unknown> }>;
}

const names = ['ci.yaml', 'promote.yaml'];
const texts: Record<string, string> = {};

beforeAll(async () => {
  const skeleton = await readSkeleton(openTemplate('node-service').content);
  for (const name of names) {
    texts[name] = skeleton.get(`.github/workflows/${name}`)!.toString();
  }
});

function jobsOf(name: string): Array<[string, Job]> {
  return Object.entries(parse(texts[name]).jobs);
}

it('the parser that is used here finds what is wrong', () => {
  expect(
    findWorkflowErrors('x', 'on: push\njobs: {a: {run-on: x}}'),
  ).not.toEqual([]);
});

describe.each(names)('%s', name => {
  it('is valid by GitHub’s own schema', () => {
    expect(findWorkflowErrors(name, texts[name])).toEqual([]);
  });

  it('uses only actions pinned by the SHA of a commit, with the tag beside it', () => {
    const uses = texts[name].match(/uses: .*/g)!;
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) {
      expect(line).toMatch(
        /^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/,
      );
    }
  });

  it('writes no expression into a command', () => {
    for (const [, { steps }] of jobsOf(name)) {
      for (const { run } of steps) {
        expect(run ?? '').not.toContain('${{');
      }
    }
  });

  it('gives no job more of the token than it needs', () => {
    expect(parse(texts[name]).permissions).toEqual({});
    const mayWrite = { contents: 'write' };
    const expected: Record<string, Record<string, string>> = {
      test: { contents: 'read' },
      build: { contents: 'read' },
      image: { contents: 'read', packages: 'write' },
      release: mayWrite,
      promote: mayWrite,
    };
    for (const [job, { permissions }] of jobsOf(name)) {
      expect({ job, permissions }).toEqual({ job, permissions: expected[job] });
    }
  });

  it('leaves the token in the clone only where it is pushed from, and there installs nothing', () => {
    for (const [job, { permissions, steps }] of jobsOf(name)) {
      const keeps = steps.some(
        ({ uses, with: inputs }) =>
          uses?.startsWith('actions/checkout@') &&
          inputs?.['persist-credentials'] !== false,
      );
      const installs = steps.some(({ run }) => /\bnpm\b/.test(run ?? ''));
      const pushes = permissions.contents === 'write';
      expect({ job, keeps }).toEqual({ job, keeps: pushes });
      expect({ job, both: keeps && installs }).toEqual({ job, both: false });
    }
  });

  it('ends by itself', () => {
    for (const [job, { 'timeout-minutes': limit }] of jobsOf(name)) {
      expect({ job, limit }).toEqual({ job, limit: expect.any(Number) });
    }
  });
});

it('images are pinned by digest, with the tag beside it', async () => {
  const skeleton = await readSkeleton(openTemplate('node-service').content);
  const stages = skeleton
    .get('Dockerfile')!
    .toString()
    .match(/^FROM .*/gm)!;
  expect(stages).toHaveLength(2);
  for (const stage of stages) {
    expect(stage).toMatch(
      /^FROM [\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}(?: AS \w+)?$/,
    );
  }
});
