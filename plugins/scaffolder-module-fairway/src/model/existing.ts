import type { SignKind } from '@fairway/look';
import { safeUrl } from '@fairway/look';
import { promiseName, type PathPromise, type PromiseKind } from './promises';
import type { RunProgress, StepProgress, StepState } from './runProgress';

/** One thing that a run makes, and how far it is. */
export interface Existing {
  kind: PromiseKind;
  label: string;
  sign: SignKind;
  word: string;
  url?: string;
}

/** Which action makes which thing. */
const makers: [PromiseKind, RegExp][] = [
  ['repository', /^publish:/],
  ['catalog', /^catalog:register$/],
  ['ci', /^(trigger:ci|github:actions:dispatch)$/],
  ['staging', /^await:deployment$/],
];

/** What addresses in a step's log are of which thing. */
const addresses: Partial<Record<PromiseKind, RegExp>> = {
  repository: /^https?:\/\/[^/]+\/[^/]+\/[^/]+?(\.git)?$/,
  ci: /\/actions\/runs\/\d+/,
};

const words: Record<PromiseKind, Partial<Record<StepState, string>>> = {
  repository: {
    done: 'is there',
    running: 'being published',
    failed: 'not finished',
  },
  catalog: {
    done: 'registered',
    running: 'being registered',
    failed: 'not registered',
  },
  ci: { done: 'green', running: 'runs', failed: 'did not go through' },
  staging: {
    done: 'runs',
    running: 'being brought up',
    failed: 'does not run',
  },
  docs: {},
  access: {},
};

const nothingYet: Partial<Record<PromiseKind, string>> = {
  repository: 'not there',
  catalog: 'not registered',
  ci: 'not started',
  staging: 'nothing runs',
};

const signs: Record<StepState, SignKind> = {
  waiting: 'waiting',
  skipped: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  stopped: 'unknown',
  parked: 'waiting',
};

const nouns: Partial<Record<PromiseKind, string>> = {
  repository: 'the repository',
  catalog: 'the record in the catalog',
  ci: 'the CI run',
  staging: 'the release in staging',
};

const missing: Partial<Record<PromiseKind, string>> = {
  repository: 'No repository was made.',
  catalog: 'Nothing was registered.',
  ci: 'CI was not started.',
  staging: 'Nothing was put into staging.',
};

function listed(things: string[]): string {
  return things.length < 2
    ? things.join('')
    : `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`;
}

/** In sentences: what is there and stays, and what was not begun. */
export function tellExisting(things: Existing[]): string {
  const there = things.flatMap(({ kind, sign }) =>
    sign === 'waiting' ? [] : (nouns[kind] ?? []),
  );
  const sentences = things.flatMap(({ kind, sign }) =>
    sign === 'waiting' ? (missing[kind] ?? []) : [],
  );
  const stays =
    there.length > 0 ? [`What is there stays: ${listed(there)}.`] : [];
  return [...stays, ...sentences].join(' ');
}

/** Addresses in a text, without the punctuation of the sentence around them. */
export function addressesIn(text: string): string[] {
  return (text.match(/https?:\/\/[^\s"'<>`]+/g) ?? []).map(address =>
    address.replace(/[.,;:!?)\]}]+$/, ''),
  );
}

function addressOf(
  kind: PromiseKind,
  step: StepProgress,
  progress: RunProgress,
): string | undefined {
  const pattern = addresses[kind];
  if (!pattern) return undefined;
  const found = progress.lines
    .filter(({ stepId }) => stepId === step.id)
    .flatMap(({ text }) => addressesIn(text))
    .filter(address => pattern.test(address));
  return safeUrl(found.at(-1)?.replace(/\.git$/, ''));
}

/**
 * What a run has made so far: its steps, read as things. A path says what it makes by `fairway/creates`;
 * without that, what its actions are known to make counts.
 */
export function existingOf(
  progress: RunProgress,
  promises: PathPromise[],
): Existing[] {
  return makers.flatMap(([kind, action]) => {
    const step = progress.steps.find(candidate =>
      action.test(candidate.action),
    );
    const promised =
      promises.length === 0 || promises.some(promise => promise.kind === kind);
    if (!step || !promised) return [];
    const word =
      words[kind][step.state] ??
      (step.state === 'stopped' ? 'stopped midway' : nothingYet[kind]) ??
      '';
    return {
      kind,
      label: promiseName(kind),
      sign: signs[step.state],
      word,
      url: addressOf(kind, step, progress),
    };
  });
}
