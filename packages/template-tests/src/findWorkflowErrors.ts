import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type * as JsonReader from '@actions/workflow-parser/templates/json-object-reader';
import type * as Schema from '@actions/workflow-parser/templates/schema/index';
import type * as Context from '@actions/workflow-parser/templates/template-context';
import type * as Reader from '@actions/workflow-parser/templates/template-reader';
import type * as Trace from '@actions/workflow-parser/templates/trace-writer';
import type * as YamlReader from '@actions/workflow-parser/workflows/yaml-object-reader';

// The parser is made of ES modules, which Node can require by their path and the test runner's own registry can't.
const nodeModule = process.getBuiltinModule('node:module');
const nativeRequire = nodeModule.createRequire(__filename);

function parserFile(path: string): string {
  const root = nodeModule.findPackageJSON(
    '@actions/workflow-parser',
    __filename,
  );
  return join(dirname(root!), 'dist', path);
}

/** What GitHub's own schema of workflow files has against a file. */
export function findWorkflowErrors(name: string, text: string): string[] {
  const load = <T>(path: string): T => nativeRequire(parserFile(path));
  const { JSONObjectReader } = load<typeof JsonReader>(
    'templates/json-object-reader.js',
  );
  const { TemplateSchema } = load<typeof Schema>('templates/schema/index.js');
  const { TemplateContext, TemplateValidationErrors } = load<typeof Context>(
    'templates/template-context.js',
  );
  const { readTemplate } = load<typeof Reader>('templates/template-reader.js');
  const { NoOperationTraceWriter } = load<typeof Trace>(
    'templates/trace-writer.js',
  );
  const { YamlObjectReader } = load<typeof YamlReader>(
    'workflows/yaml-object-reader.js',
  );

  const schema = readFileSync(parserFile('workflow-v1.0.min.json'), 'utf8');
  const context = new TemplateContext(
    new TemplateValidationErrors(),
    TemplateSchema.load(new JSONObjectReader(undefined, schema)),
    new NoOperationTraceWriter(),
  );
  const file = context.getFileId(name);
  const reader = new YamlObjectReader(file, text);
  for (const error of reader.errors) {
    context.error(file, error.message, error.range);
  }
  if (reader.errors.length === 0) {
    readTemplate(context, 'workflow-root', reader, file);
  }
  return context.errors.getErrors().map(error => error.message);
}
