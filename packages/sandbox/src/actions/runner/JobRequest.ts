import { Person, Repository } from '../../forge/model';
import { Job, Run } from '../store/model';
import { JobDefinition, Workflow } from '../workflow/Workflow';

/** The `needs` context: how each needed job ended. */
export type Needs = Record<
  string,
  { result: string; outputs: Record<string, string> }
>;

/** Everything a job needs to know to be run. */
export interface JobRequest {
  run: Run;
  job: Job;
  workflow: Workflow;
  definition: JobDefinition;
  repository: Repository;
  actor: Person;
  ownerId: number;
  needs: Needs;
  variables: Record<string, string>;
  /** Without the token. */
  secrets: Record<string, string>;
  token: string;
}
