import {
  ExpressionScope,
  interpolate,
  resolveTemplate,
} from '../expressions/evaluateExpression';
import { StepDefinition } from '../workflow/Workflow';
import { JobTools } from './JobTools';

/** Evaluates an `env:` to what the environment of a process can hold. */
export function environmentOf(
  definition: Record<string, unknown>,
  scope: ExpressionScope,
): Record<string, string> {
  const resolved = resolveTemplate(definition, scope) as object;
  return Object.fromEntries(
    Object.entries(resolved).map(([name, value]) => [
      name,
      value === null ? '' : String(value),
    ]),
  );
}

/** What a step is called; an expression that can't be evaluated yet is shown as it is written. */
export function stepName(definition: StepDefinition, tools: JobTools): string {
  const { name, uses, run } = definition;
  const text = name ?? `Run ${uses ?? (run ?? '').trim().split('\n')[0]}`;
  try {
    return tools.masker.mask(interpolate(text, tools.state.scope()));
  } catch {
    return text;
  }
}

/** Evaluates `outputs:` of a job; one that holds a secret is left out, and the log says so. */
export function jobOutputs(tools: JobTools): Record<string, string> {
  const { request, state, masker, log } = tools;
  const entries = Object.entries(request.definition.outputs).map(
    ([name, value]) => [name, interpolate(String(value), state.scope())],
  );
  return Object.fromEntries(
    entries.filter(([name, value]) => {
      const hidden = masker.hides(value);
      if (hidden) {
        log.warning(`Skip output '${name}' since it may contain secret.`);
      }
      return !hidden;
    }),
  );
}
