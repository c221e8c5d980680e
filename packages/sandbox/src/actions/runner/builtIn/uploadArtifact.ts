import { InputError } from '@backstage/errors';
import { relative, sep } from 'node:path';

import { ActionContext, booleanInput } from './ActionContext';
import { findFiles } from './findFiles';

function numberInput(
  context: ActionContext,
  name: string,
  range: { from: number; to: number; otherwise: number },
): number {
  const text = context.inputs[name];
  const value = text ? Number(text) : range.otherwise;
  if (!Number.isInteger(value) || value < range.from || value > range.to) {
    throw new InputError(
      `${name} is a whole number from ${range.from} to ${range.to}`,
    );
  }
  return value;
}

function reportNothing(context: ActionContext, path: string) {
  const message = `No files were found with the provided path: ${path}. No artifacts will be uploaded.`;
  switch (context.inputs['if-no-files-found'] || 'warn') {
    case 'warn':
      context.annotate({ level: 'warning', message });
      return;
    case 'ignore':
      context.log.write(message);
      return;
    case 'error':
      throw new Error(message);
    default:
      throw new InputError(
        'Unrecognized if-no-files-found input. Available options: warn, error, ignore',
      );
  }
}

/** actions/upload-artifact: keeps files of the job with the run. */
export async function uploadArtifact(context: ActionContext): Promise<void> {
  const { run, repository } = context.request;
  const name = context.inputs.name || 'artifact';
  const path = context.inputs.path ?? '';
  const { root, files } = await findFiles({
    patterns: path,
    workspace: context.directories.workspace,
    home: context.directories.home,
    includeHidden: booleanInput(context, 'include-hidden-files', false),
  });
  if (files.length === 0) {
    reportNothing(context, path);
    return;
  }
  const artifact = await context.artifacts.add({
    repositoryId: repository.id,
    runId: run.id,
    attempt: run.attempt,
    name,
    entries: files.map(file => ({
      path: file,
      name: relative(root, file).split(sep).join('/'),
    })),
    compressionLevel: numberInput(context, 'compression-level', {
      from: 0,
      to: 9,
      otherwise: 6,
    }),
    retentionDays:
      numberInput(context, 'retention-days', {
        from: 0,
        to: 90,
        otherwise: 90,
      }) || 90,
    overwrite: booleanInput(context, 'overwrite', false),
  });
  context.log.write(
    `Artifact ${name} has been successfully uploaded: ${files.length} file(s), ${artifact.size} bytes. Artifact ID is ${artifact.id}`,
  );
  context.setOutput('artifact-id', String(artifact.id));
  context.setOutput('artifact-digest', artifact.digest.replace('sha256:', ''));
  context.setOutput(
    'artifact-url',
    `${context.url}/${repository.fullName}/actions/runs/${run.id}/artifacts/${artifact.id}`,
  );
}
