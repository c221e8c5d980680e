import { ArtifactStore } from '../store/ArtifactStore';
import { JobDirectories } from './JobDirectories';
import { JobLog } from './JobLog';
import { JobRequest } from './JobRequest';
import { JobState } from './JobState';
import { Masker } from './Masker';
import { StepProcesses } from './StepProcesses';

/** What belongs to one running job and its steps share. */
export interface JobTools {
  request: JobRequest;
  state: JobState;
  directories: JobDirectories;
  log: JobLog;
  masker: Masker;
  processes: StepProcesses;
  artifacts: ArtifactStore;
  /** The forge's origin. */
  url: string;
  /** The environment every step has, before `env:` and the step's own variables. */
  environment: Record<string, string>;
}
