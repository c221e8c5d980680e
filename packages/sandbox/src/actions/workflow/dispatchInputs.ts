import type { EventsConfig } from '@actions/workflow-parser/model/workflow-template';

/** The inputs of a dispatch: given their defaults, or what is wrong with them. */
export type DispatchInputs =
  { inputs: Record<string, string | boolean | number> } | { problem: string };

interface InputRule {
  type?: string;
  required?: boolean;
  default?: string | boolean | number;
  options?: string[];
}

function booleanOf(value: string): boolean | undefined {
  return value === 'true' || value === 'false' ? value === 'true' : undefined;
}

/**
 * Checks the inputs of `POST …/dispatches` against the workflow's and fills in the
 * defaults. A boolean input is a boolean in the `inputs` context and a text in
 * `github.event.inputs`, as on GitHub.
 */
export function resolveDispatchInputs(
  on: EventsConfig,
  given: Record<string, unknown>,
): DispatchInputs {
  if (!('workflow_dispatch' in on)) {
    return { problem: "Workflow does not have 'workflow_dispatch' trigger" };
  }
  const rules = (on.workflow_dispatch?.inputs ?? {}) as Record<
    string,
    InputRule
  >;
  const unexpected = Object.keys(given).filter(name => !(name in rules));
  if (unexpected.length > 0) {
    return {
      problem: `Unexpected inputs provided: ${JSON.stringify(unexpected)}`,
    };
  }
  const inputs: Record<string, string | boolean | number> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const raw = given[name] ?? rule.default;
    if (raw === undefined || raw === '') {
      if (rule.required) {
        return { problem: `Required input '${name}' not provided` };
      }
      inputs[name] = rule.type === 'boolean' ? false : '';
    } else if (rule.type === 'boolean') {
      const value = booleanOf(String(raw));
      if (value === undefined) {
        return {
          problem: `Provided value '${raw}' for input '${name}' is not a boolean`,
        };
      }
      inputs[name] = value;
    } else {
      const value = String(raw);
      if (rule.options && !rule.options.includes(value)) {
        return {
          problem: `Provided value '${value}' for input '${name}' not in the list of allowed values`,
        };
      }
      inputs[name] = value;
    }
  }
  return { inputs };
}
