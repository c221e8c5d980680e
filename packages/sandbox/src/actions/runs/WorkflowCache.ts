import { Run } from '../store/model';
import { WorkflowStore } from '../store/WorkflowStore';
import { parseWorkflow } from '../workflow/parseWorkflow';
import { Workflow } from '../workflow/Workflow';

/** The workflows of the runs that have not ended, read once. */
export class WorkflowCache {
  readonly #workflows: WorkflowStore;
  readonly #parsed = new Map<number, Workflow>();

  constructor(workflows: WorkflowStore) {
    this.#workflows = workflows;
  }

  /** The workflow of a run, as its file was when the run was made. */
  get(run: Run): Workflow {
    const known = this.#parsed.get(run.id);
    if (known) {
      return known;
    }
    const path = this.#workflows.get(run.workflowId)?.path ?? '';
    const workflow = parseWorkflow(path, run.source);
    this.#parsed.set(run.id, workflow);
    return workflow;
  }

  /** Forgets it: the run has ended. */
  delete(run: Run): void {
    this.#parsed.delete(run.id);
  }
}
