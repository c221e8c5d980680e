import { Annotation } from '../store/model';
import { JobLog } from './JobLog';
import { Masker } from './Masker';
import { parseWorkflowCommand, WorkflowCommand } from './workflowCommands';

const LEVELS: Record<string, Annotation['level']> = {
  error: 'failure',
  warning: 'warning',
  notice: 'notice',
};

const MAXIMUM_ANNOTATIONS = 50;

/** Takes the lines a step writes: obeys those that are workflow commands, logs the others. */
export class StepOutput {
  readonly #log: JobLog;
  readonly #masker: Masker;
  readonly #annotations: Annotation[];
  #stoppedBy: string | undefined;

  constructor(options: {
    log: JobLog;
    masker: Masker;
    /** Annotations are added to this list. */
    annotations: Annotation[];
  }) {
    this.#log = options.log;
    this.#masker = options.masker;
    this.#annotations = options.annotations;
  }

  take(line: string): void {
    const command = parseWorkflowCommand(line);
    if (this.#stoppedBy !== undefined) {
      if (command?.name === this.#stoppedBy.toLowerCase()) {
        this.#stoppedBy = undefined;
      }
      this.#log.write(line);
    } else if (!command || !this.#obey(command)) {
      this.#log.write(line);
    }
  }

  /** Adds an annotation and writes it to the log. */
  annotate(annotation: Annotation): void {
    const message = this.#masker.mask(annotation.message);
    if (this.#annotations.length < MAXIMUM_ANNOTATIONS) {
      this.#annotations.push({ ...annotation, message });
    }
    const label = annotation.level === 'failure' ? 'error' : annotation.level;
    this.#log.write(`##[${label}]${message}`);
  }

  #obey(command: WorkflowCommand): boolean {
    const level = LEVELS[command.name];
    if (level) {
      const { title, file, line } = command.properties;
      this.annotate({
        level,
        message: command.data,
        ...(title ? { title } : {}),
        ...(file ? { path: file } : {}),
        ...(line ? { line: Number(line) } : {}),
      });
      return true;
    }
    switch (command.name) {
      case 'add-mask':
        this.#masker.add(command.data);
        return true;
      case 'group':
        this.#log.group(command.data);
        return true;
      case 'endgroup':
        this.#log.endGroup();
        return true;
      case 'debug':
        // Written only with debug logging, which this runner does not have.
        return true;
      case 'stop-commands':
        this.#stoppedBy = command.data;
        return true;
      default:
        return false;
    }
  }
}
