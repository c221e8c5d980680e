import { InputError } from '@backstage/errors';

import { ArtifactStore } from '../../store/ArtifactStore';
import { Annotation } from '../../store/model';
import { JobDirectories } from '../JobDirectories';
import { JobLog } from '../JobLog';
import { JobRequest } from '../JobRequest';
import { Masker } from '../Masker';

/** A program that an action runs. */
export interface Program {
  file: string;
  args: string[];
  cwd?: string;
  /** Called for each line instead of writing it to the log. */
  onLine?: (line: string) => void;
}

/** What a built-in action works with. */
export interface ActionContext {
  /** The values of `with:`, by lower-case name. */
  inputs: Record<string, string>;
  request: JobRequest;
  directories: JobDirectories;
  log: JobLog;
  masker: Masker;
  artifacts: ArtifactStore;
  /** The forge's origin. */
  url: string;
  setOutput(name: string, value: string): void;
  annotate(annotation: Annotation): void;
  /** Runs a program in the step's environment and returns its exit code. */
  run(program: Program): Promise<number>;
}

/** An action that this runner has itself. It throws to fail. */
export type BuiltInAction = (context: ActionContext) => Promise<void>;

/** Reads an input that is true or false. */
export function booleanInput(
  context: ActionContext,
  name: string,
  fallback: boolean,
): boolean {
  const value = context.inputs[name];
  if (value === undefined || value === '') {
    return fallback;
  }
  if (!/^(true|false)$/i.test(value)) {
    throw new InputError(`Input does not meet YAML 1.2 "Core Schema": ${name}`);
  }
  return value.toLowerCase() === 'true';
}

/** Refuses inputs that this runner would have to ignore. */
export function refuseInputs(context: ActionContext, names: string[]): void {
  const used = names.filter(
    name => !['', 'false', undefined].includes(context.inputs[name]),
  );
  if (used.length > 0) {
    throw new InputError(
      `The input ${used.join(', ')} is not supported by the local runner`,
    );
  }
}
