import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type * as Expressions from '@actions/expressions';
import type * as ExpressionResult from '@actions/expressions/result';
import type * as Concurrency from '@actions/workflow-parser/model/converter/concurrency';
import type * as Events from '@actions/workflow-parser/model/converter/events';
import type * as Jobs from '@actions/workflow-parser/model/converter/jobs';
import type * as JsonReader from '@actions/workflow-parser/templates/json-object-reader';
import type * as Schema from '@actions/workflow-parser/templates/schema/index';
import type * as Context from '@actions/workflow-parser/templates/template-context';
import type * as Reader from '@actions/workflow-parser/templates/template-reader';
import type * as Trace from '@actions/workflow-parser/templates/trace-writer';
import type * as YamlReader from '@actions/workflow-parser/workflows/yaml-object-reader';

// Both packages are ES modules that export nothing to `require`. Node itself can
// require an ES module by its path; the module registry of jest can't, and it
// replaces `node:module` too. `getBuiltinModule` is Node's own in both places.
const nodeModule = process.getBuiltinModule('node:module');
const nativeRequire = nodeModule.createRequire(__filename);

function packageDirectory(name: string): string {
  const found = nodeModule.findPackageJSON(name, __filename);
  if (!found) {
    throw new Error(`The package ${name} is not installed`);
  }
  return join(dirname(found), 'dist');
}

function load<T>(name: string, file: string): T {
  return nativeRequire(join(packageDirectory(name), `${file}.js`)) as T;
}

const EXPRESSIONS = '@actions/expressions';
const PARSER = '@actions/workflow-parser';

/** GitHub's own expression language: lexer, parser, evaluator and its values. */
export const expressions = load<typeof Expressions>(EXPRESSIONS, 'index');

/** How GitHub coerces a value of the expression language to a boolean. */
export const { truthy } = load<typeof ExpressionResult>(EXPRESSIONS, 'result');

/**
 * The parts of GitHub's workflow parser that validate a file. They are loaded one
 * by one: the package's entry imports its schema as JSON without the attribute
 * that Node requires.
 */
export const workflowParser = {
  ...load<typeof Context>(PARSER, 'templates/template-context'),
  ...load<typeof Reader>(PARSER, 'templates/template-reader'),
  ...load<typeof Trace>(PARSER, 'templates/trace-writer'),
  ...load<typeof YamlReader>(PARSER, 'workflows/yaml-object-reader'),
  ...load<typeof Events>(PARSER, 'model/converter/events'),
  ...load<typeof Jobs>(PARSER, 'model/converter/jobs'),
  ...load<typeof Concurrency>(PARSER, 'model/converter/concurrency'),
};

let schema: Schema.TemplateSchema | undefined;

/** GitHub's schema of a workflow file, read once. */
export function workflowSchema(): Schema.TemplateSchema {
  if (!schema) {
    const { TemplateSchema } = load<typeof Schema>(
      PARSER,
      'templates/schema/index',
    );
    const { JSONObjectReader } = load<typeof JsonReader>(
      PARSER,
      'templates/json-object-reader',
    );
    const file = join(packageDirectory(PARSER), 'workflow-v1.0.min.json');
    schema = TemplateSchema.load(
      new JSONObjectReader(undefined, readFileSync(file, 'utf8')),
    );
  }
  return schema;
}
