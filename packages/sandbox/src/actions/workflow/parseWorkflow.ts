import { InputError } from '@backstage/errors';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/index';
import { parse } from 'yaml';

import { workflowParser, workflowSchema } from './languagePackages';
import { readJobs } from './readJobs';
import {
  readConcurrency,
  readDefaults,
  readMapping,
  readPermissions,
  readText,
} from './readValues';
import { Workflow } from './Workflow';

/** As on GitHub: a larger file is no workflow. */
const MAXIMUM_LENGTH = 512 * 1024;

/** Reads plain values; `yaml` itself refuses a file that multiplies by its aliases. */
function readDocument(path: string, text: string): Record<string, unknown> {
  if (text.length > MAXIMUM_LENGTH) {
    throw new InputError(`${path}: larger than ${MAXIMUM_LENGTH} characters`);
  }
  try {
    return readMapping(parse(text, { uniqueKeys: true }));
  } catch (error) {
    throw new InputError(
      `${path}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** GitHub's own validation: the schema of the file, its triggers and the graph of its jobs. */
function validate(path: string, text: string) {
  const {
    TemplateContext,
    TemplateValidationErrors,
    NoOperationTraceWriter,
    YamlObjectReader,
    readTemplate,
    convertOn,
    convertJobs,
    convertConcurrency,
  } = workflowParser;
  const context = new TemplateContext(
    new TemplateValidationErrors(),
    workflowSchema(),
    new NoOperationTraceWriter(),
  );
  const file = context.getFileId(path);
  const reader = new YamlObjectReader(file, text);
  for (const error of reader.errors) {
    context.error(file, error.message, error.range);
  }
  const root =
    reader.errors.length === 0
      ? readTemplate(context, 'workflow-root', reader, file)
      : undefined;

  let on = {};
  const convert: Record<string, (token: TemplateToken) => void> = {
    on: token => {
      on = convertOn(context, token);
    },
    jobs: token => {
      convertJobs(context, token);
    },
    concurrency: token => {
      convertConcurrency(context, token);
    },
  };
  if (root && context.errors.count === 0) {
    try {
      for (const { key, value } of root.assertMapping('workflow')) {
        convert[key.toString()]?.(value);
      }
    } catch (error) {
      context.error(root, error);
    }
  }
  const errors = context.errors.getErrors();
  if (errors.length > 0) {
    throw new InputError(errors.map(error => error.message).join('; '));
  }
  return on;
}

/**
 * Reads a workflow file: GitHub's parser validates it and reads its triggers; the
 * rest, of which its converter drops a part, is read from the YAML.
 *
 * @throws InputError with what GitHub's parser found, when the file is not valid
 */
export function parseWorkflow(path: string, text: string): Workflow {
  const document = readDocument(path, text);
  const on = validate(path, text);
  return {
    path,
    name: readText(document.name) ?? path,
    runName: readText(document['run-name']),
    on,
    env: readMapping(document.env),
    defaults: readDefaults(document.defaults),
    permissions: readPermissions(document.permissions),
    concurrency: readConcurrency(document.concurrency),
    jobs: readJobs(readMapping(document.jobs)),
  };
}
