import { InputError } from '@backstage/errors';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, parseAllDocuments, parseDocument } from 'yaml';

/** What the rendered catalog-info.yaml has to say; what is absent here is not compared. */
export interface ExpectedEntity {
  kind?: string;
  name?: string;
  owner?: string;
  description?: string;
  system?: string;
}

const CATALOG_INFO = 'catalog-info.yaml';
const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;

/**
 * Reads rendered files again before they leave the portal: values have gone through a template by then, and a value
 * that broke out of its place must not become a workflow or somebody else's component.
 *
 * @param files - as `inspectWorkspace` lists them.
 * @throws InputError that names the file and what is wrong with it.
 */
export async function assertGeneratedFiles(options: {
  folder: string;
  files: string[];
  expectedEntity?: ExpectedEntity;
}): Promise<void> {
  const { folder, files, expectedEntity } = options;
  await Promise.all(
    files
      .filter(file => WORKFLOW.test(file))
      .map(async file =>
        assertWorkflow(file, await readFile(join(folder, file), 'utf8')),
      ),
  );
  if (expectedEntity) {
    if (!files.includes(CATALOG_INFO)) {
      throw new InputError(`The template has rendered no ${CATALOG_INFO}`);
    }
    assertEntity(
      await readFile(join(folder, CATALOG_INFO), 'utf8'),
      expectedEntity,
    );
  }
}

function assertWorkflow(file: string, text: string): void {
  const document = parseDocument(text, { uniqueKeys: true });
  const [error] = document.errors;
  if (error) {
    throw new InputError(`${file}: ${error.message.split('\n')[0]}`);
  }
  if (!isMap(document.contents) || !isMap(document.get('jobs'))) {
    throw new InputError(`${file}: a workflow needs jobs`);
  }
}

function assertEntity(text: string, expected: ExpectedEntity): void {
  const documents = parseAllDocuments(text, { uniqueKeys: true });
  if (!Array.isArray(documents) || documents.length !== 1) {
    throw new InputError(`${CATALOG_INFO}: must hold exactly one entity`);
  }
  const [document] = documents;
  if (document.errors.length > 0) {
    throw new InputError(
      `${CATALOG_INFO}: ${document.errors[0].message.split('\n')[0]}`,
    );
  }
  const paths: Record<keyof ExpectedEntity, string[]> = {
    kind: ['kind'],
    name: ['metadata', 'name'],
    description: ['metadata', 'description'],
    owner: ['spec', 'owner'],
    system: ['spec', 'system'],
  };
  for (const [key, path] of Object.entries(paths)) {
    const intent = expected[key as keyof ExpectedEntity];
    // A template gives an empty text for what was left out.
    if (intent && document.getIn(path) !== intent) {
      throw new InputError(
        `${CATALOG_INFO}: ${path.join('.')} is not what was asked for`,
      );
    }
  }
}
