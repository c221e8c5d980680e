import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { invalid } from './refuse';
import { listTexts } from './textValues';

const EXPRESSION = /\$\{\{(.*?)\}\}/gs;
/** Names that lead from a value to the language itself. */
const RESERVED = /(?<!\w)(constructor|__proto__|prototype)(?!\w)/;

/**
 * Refuses a template whose steps or outputs would reach out of the values they are given. Backstage evaluates none of
 * it, but hands the expression on to the action as plain text, where nobody expects it.
 *
 * @throws InputError 400, on `templateRef`
 */
export function assertExpressionsAllowed(
  template: TemplateEntityV1beta3,
): void {
  const { steps, output } = template.spec;
  const parts: [string, Record<string, unknown>][] = [
    ...steps.map((step, index): [string, Record<string, unknown>] => [
      `step ${step.id ?? index + 1}`,
      { ...step },
    ]),
    ['output', { ...output }],
  ];
  for (const [part, values] of parts) {
    for (const { text } of listTexts(values)) {
      for (const [, expression] of text.matchAll(EXPRESSION)) {
        const name = RESERVED.exec(expression)?.[1];
        if (name) {
          throw invalid(
            'templateRef',
            `the template's ${part} uses the name "${name}", which is reserved`,
          );
        }
      }
    }
  }
}
