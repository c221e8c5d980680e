import { InputError, NotFoundError } from '@backstage/errors';
import { minimatch } from 'minimatch';
import { join, resolve } from 'node:path';

import { extractZip } from '../../../archive/extractZip';
import { Artifact } from '../../store/model';
import { ActionContext, booleanInput, refuseInputs } from './ActionContext';

function select(context: ActionContext, all: Artifact[]): Artifact[] {
  const { name, pattern, 'artifact-ids': ids } = context.inputs;
  if (name) {
    const named = all.filter(artifact => artifact.name === name);
    if (named.length === 0) {
      throw new NotFoundError(
        `Unable to download artifact(s): Artifact not found for name: ${name}`,
      );
    }
    return named;
  }
  if (ids) {
    const wanted = ids.split(',').map(id => id.trim());
    return all.filter(artifact => wanted.includes(String(artifact.id)));
  }
  return pattern
    ? all.filter(artifact => minimatch(artifact.name, pattern))
    : all;
}

/** actions/download-artifact: fetches what jobs of this run, or of another of the repository, have uploaded. */
export async function downloadArtifact(context: ActionContext): Promise<void> {
  const { run, repository } = context.request;
  const { inputs, directories } = context;
  if (inputs.repository && inputs.repository !== repository.fullName) {
    refuseInputs(context, ['repository']);
  }
  const runId = inputs['run-id'] ? Number(inputs['run-id']) : run.id;
  if (!Number.isInteger(runId)) {
    throw new InputError('run-id is not a number');
  }
  const all = context.artifacts
    .list(runId)
    .filter(artifact => artifact.repositoryId === repository.id);
  const artifacts = select(context, all);
  const base = resolve(directories.workspace, inputs.path ?? '');
  const flat = !!inputs.name || booleanInput(context, 'merge-multiple', false);
  for (const artifact of artifacts) {
    const target = flat ? base : join(base, artifact.name);
    const files = await extractZip(context.artifacts.file(artifact), target);
    context.log.write(
      `Artifact ${artifact.name} downloaded to ${target}: ${files} file(s)`,
    );
  }
  context.log.write(`Total of ${artifacts.length} artifact(s) downloaded`);
  context.setOutput('download-path', base);
}
