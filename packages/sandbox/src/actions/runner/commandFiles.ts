import { InputError } from '@backstage/errors';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files by which a step hands results to the runner. */
export interface CommandFiles {
  GITHUB_OUTPUT: string;
  GITHUB_ENV: string;
  GITHUB_PATH: string;
  GITHUB_STEP_SUMMARY: string;
  GITHUB_STATE: string;
}

const FILES: Array<[keyof CommandFiles, string]> = [
  ['GITHUB_OUTPUT', 'set_output'],
  ['GITHUB_ENV', 'set_env'],
  ['GITHUB_PATH', 'add_path'],
  ['GITHUB_STEP_SUMMARY', 'step_summary'],
  ['GITHUB_STATE', 'save_state'],
];

/** As on GitHub. */
const MAXIMUM_SUMMARY = 1024 * 1024;

/** Creates empty command files for one step. */
export function createCommandFiles(
  temporaryDirectory: string,
  step: number,
): CommandFiles {
  const directory = join(temporaryDirectory, '_runner_file_commands');
  mkdirSync(directory, { recursive: true });
  return Object.fromEntries(
    FILES.map(([variable, prefix]) => {
      const file = join(directory, `${prefix}_${step}`);
      writeFileSync(file, '');
      return [variable, file];
    }),
  ) as unknown as CommandFiles;
}

/**
 * Reads `NAME=value` lines and `NAME<<DELIMITER` blocks.
 *
 * @throws InputError naming the file's variable, when the format is not kept
 */
export function readAssignments(
  file: string,
  variable: string,
): Array<[string, string]> {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const assignments: Array<[string, string]> = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === '') {
      continue;
    }
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (heredoc > 0 && (equals < 0 || heredoc < equals)) {
      const delimiter = line.slice(heredoc + 2);
      const end = lines.indexOf(delimiter, index + 1);
      if (!delimiter || end < 0) {
        throw new InputError(
          `Invalid value in $${variable}: matching delimiter not found '${delimiter}'`,
        );
      }
      const value = lines.slice(index + 1, end).join('\n');
      assignments.push([line.slice(0, heredoc), value]);
      index = end;
    } else if (equals > 0) {
      assignments.push([line.slice(0, equals), line.slice(equals + 1)]);
    } else {
      throw new InputError(`Invalid format in $${variable}: '${line}'`);
    }
  }
  return assignments;
}

/** Reads the folders that a step adds to the PATH, the last one first. */
export function readPaths(file: string): string[] {
  return readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean).reverse();
}

/** Reads a step's summary; one that is too large is refused as on GitHub. */
export function readSummary(file: string): string {
  if (statSync(file).size > MAXIMUM_SUMMARY) {
    throw new InputError(
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k`,
    );
  }
  return readFileSync(file, 'utf8');
}
