import type { LogEvent } from '@backstage/plugin-scaffolder-common';

export interface LogLine {
  /** Counted over the whole run, from 1. */
  number: number;
  at: string;
  stepId?: string;
  text: string;
  /** Where it says what went wrong. */
  failure: boolean;
}

// The runner's logger colours its lines for a terminal.
// eslint-disable-next-line no-control-regex
const colours = /\u001b\[[0-9;]*m/g;

// What the runner adds to the message of a step that threw: frames of its own code, of no use to a reader.
const stackFrame = /^\s+at .+$/;

/** Adds what an event says to the log, numbered on. */
export function appendLines(
  lines: LogLine[],
  event: LogEvent,
  stopping: boolean,
): void {
  const failure = event.body.status === 'failed';
  const texts = event.body.message
    .replace(colours, '')
    .trimEnd()
    .split('\n')
    .filter(text => !(failure && stackFrame.test(text)));
  texts.forEach((text, index) =>
    lines.push({
      number: lines.length + 1,
      at: event.createdAt,
      stepId: event.body.stepId,
      text,
      failure: failure && !stopping && index === 0,
    }),
  );
}
