import { Forge } from '../forge/Forge';
import { SecretStore } from './secrets/SecretStore';
import { ArtifactStore } from './store/ArtifactStore';
import { JobStore } from './store/JobStore';
import { RunStore } from './store/RunStore';
import { WorkflowStore } from './store/WorkflowStore';

/** Everything about workflows that lasts. */
export interface ActionsStores {
  workflows: WorkflowStore;
  runs: RunStore;
  jobs: JobStore;
  artifacts: ArtifactStore;
  secrets: SecretStore;
}

/** The stores on the forge's database, and the folder for files beside it. */
export function createStores(forge: Forge, directory: string): ActionsStores {
  const { database } = forge;
  return {
    workflows: new WorkflowStore(database),
    runs: new RunStore(database),
    jobs: new JobStore(database),
    artifacts: new ArtifactStore({ database, directory }),
    secrets: new SecretStore(database),
  };
}
