import { NotImplementedError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

import {
  ExpressionScope,
  interpolate,
  resolveTemplate,
} from '../expressions/evaluateExpression';
import { StepDefinition } from '../workflow/Workflow';
import { findBuiltInAction } from './builtIn/builtInActions';
import {
  CommandFiles,
  createCommandFiles,
  readAssignments,
  readPaths,
  readSummary,
} from './commandFiles';
import { JobTools } from './JobTools';
import { resolveShell } from './shells';
import { StepOutput } from './StepOutput';

/** Names that GITHUB_ENV may not set, as on GitHub. */
const PROTECTED = /^(NODE_OPTIONS$|GITHUB_|RUNNER_)/;

/** A step that is about to run. */
export interface StepToRun {
  definition: StepDefinition;
  number: number;
  /** `env:` of the step, evaluated. */
  environment: Record<string, string>;
  signal: AbortSignal;
}

/** Runs the body of one step: a script, or an action that is built in. Throws when it fails. */
export class StepRunner {
  readonly #tools: JobTools;

  constructor(tools: JobTools) {
    this.#tools = tools;
  }

  /** Fills in the outputs, also those of a step that fails. */
  async run(step: StepToRun, outputs: Record<string, string>): Promise<void> {
    const { directories, state } = this.#tools;
    const files = createCommandFiles(directories.temporary, step.number);
    const scope = state.scope(step.environment);
    try {
      await (step.definition.uses === undefined
        ? this.#runScript(step, files, scope)
        : this.#runAction(step, files, scope, outputs));
    } finally {
      this.#readResults(files, outputs);
    }
  }

  async #runScript(
    step: StepToRun,
    files: CommandFiles,
    scope: ExpressionScope,
  ) {
    const { definition } = step;
    const { log, directories, processes } = this.#tools;
    const defaults = this.#defaults(scope);
    const script = interpolate(definition.run ?? '', scope);
    const shell = resolveShell(
      definition.shell ? interpolate(definition.shell, scope) : defaults.shell,
    );
    const file = join(
      directories.temporary,
      `${randomUUID()}.${shell.extension}`,
    );
    writeFileSync(file, script, { mode: 0o700 });

    log.group(`Run ${script.trim().split('\n')[0]}`);
    log.write(script.replace(/\n+$/, ''));
    log.write(`shell: ${shell.display}`);
    this.#logEnvironment(step.environment);
    log.endGroup();

    const cwd = resolve(
      directories.workspace,
      definition.workingDirectory
        ? interpolate(definition.workingDirectory, scope)
        : (defaults.workingDirectory ?? ''),
    );
    if (!existsSync(cwd)) {
      throw new Error(`The working directory does not exist: ${cwd}`);
    }
    const code = await processes.run(
      {
        file: shell.file,
        args: shell.args.map(argument => argument.replace('{0}', file)),
        cwd,
        env: this.#environment(step, files),
        onLine: this.#output(),
      },
      step.signal,
    );
    if (code !== 0) {
      throw new Error(`Process completed with exit code ${code}.`);
    }
  }

  async #runAction(
    step: StepToRun,
    files: CommandFiles,
    scope: ExpressionScope,
    outputs: Record<string, string>,
  ) {
    const { definition, signal } = step;
    const uses = definition.uses ?? '';
    const action = findBuiltInAction(uses);
    if (!action) {
      throw new NotImplementedError(
        `The action ${uses} is not supported by the local runner`,
      );
    }
    const { log, directories, processes } = this.#tools;
    const inputs = Object.fromEntries(
      Object.entries(definition.with).map(([name, value]) => [
        name.toLowerCase(),
        interpolate(String(value ?? ''), scope),
      ]),
    );
    log.group(`Run ${uses}`);
    Object.entries(inputs).forEach(([name, value]) =>
      log.write(`  ${name}: ${value}`),
    );
    this.#logEnvironment(step.environment);
    log.endGroup();
    const output = this.#stepOutput();
    await action({
      ...this.#tools,
      inputs,
      annotate: annotation => output.annotate(annotation),
      setOutput: (name, value) => {
        outputs[name] = value;
      },
      run: ({ file, args, cwd, onLine }) =>
        processes.run(
          {
            file,
            args,
            cwd: cwd ?? directories.workspace,
            env: this.#environment(step, files),
            onLine: onLine ?? (line => log.write(line)),
          },
          signal,
        ),
    });
    signal.throwIfAborted();
  }

  #stepOutput(): StepOutput {
    const { log, masker, state } = this.#tools;
    return new StepOutput({ log, masker, annotations: state.annotations });
  }

  #output(): (line: string) => void {
    const output = this.#stepOutput();
    return line => output.take(line);
  }

  /** `defaults.run`: the job's before the workflow's. */
  #defaults(scope: ExpressionScope) {
    const { workflow, definition } = this.#tools.request;
    const merged = {
      shell: definition.defaults.shell ?? workflow.defaults.shell,
      workingDirectory:
        definition.defaults.workingDirectory ??
        workflow.defaults.workingDirectory,
    };
    return resolveTemplate(merged, scope) as typeof merged;
  }

  #environment(step: StepToRun, files: CommandFiles): Record<string, string> {
    const { environment, state } = this.#tools;
    const own = { ...state.environment, ...step.environment };
    const path = own.PATH ?? environment.PATH;
    return {
      ...environment,
      ...own,
      ...files,
      GITHUB_ACTION: step.definition.id ?? `__step_${step.number}`,
      PATH: [...state.paths, path].join(delimiter),
    };
  }

  #logEnvironment(stepEnvironment: Record<string, string>) {
    const shown = { ...this.#tools.state.environment, ...stepEnvironment };
    if (Object.keys(shown).length > 0) {
      this.#tools.log.write('env:');
    }
    for (const [name, value] of Object.entries(shown)) {
      this.#tools.log.write(`  ${name}: ${value}`);
    }
  }

  #readResults(files: CommandFiles, outputs: Record<string, string>) {
    const { state, masker } = this.#tools;
    Object.assign(
      outputs,
      Object.fromEntries(readAssignments(files.GITHUB_OUTPUT, 'GITHUB_OUTPUT')),
    );
    for (const [name, value] of readAssignments(
      files.GITHUB_ENV,
      'GITHUB_ENV',
    )) {
      if (PROTECTED.test(name)) {
        throw new Error(
          `Can't store ${name} output parameter using '$GITHUB_ENV' command.`,
        );
      }
      state.environment[name] = value;
    }
    state.paths.unshift(...readPaths(files.GITHUB_PATH));
    state.summary += masker.mask(readSummary(files.GITHUB_STEP_SUMMARY));
  }
}
