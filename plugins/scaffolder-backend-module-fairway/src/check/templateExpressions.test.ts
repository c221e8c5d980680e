import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { assertExpressionsAllowed } from './templateExpressions';

function template(
  spec: Partial<TemplateEntityV1beta3['spec']>,
): TemplateEntityV1beta3 {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: 'under-review' },
    spec: { type: 'service', steps: [], ...spec },
  };
}

const step = (input: Record<string, string | string[]>) => ({
  steps: [{ id: 'render', name: 'Render', action: 'fetch:template', input }],
});

describe('expressions of a template', () => {
  it.each([
    [step({ name: "${{ ''.constructor.constructor('return 1')() }}" })],
    [step({ names: ['${{ values["__proto__"] }}'] })],
    [step({ name: '${{ parameters.name }}-${{ x.prototype }}' })],
  ])('refuses one that leaves its values: %j', spec => {
    expect(() => assertExpressionsAllowed(template(spec))).toThrow(
      /^templateRef: the template's step render uses the name "(constructor|__proto__|prototype)", which is reserved$/,
    );
  });

  it('refuses it in the output', () => {
    expect(() =>
      assertExpressionsAllowed(
        template({
          output: { address: '${{ parameters.constructor }}' },
        }),
      ),
    ).toThrow(/the template's output uses the name "constructor"/);
  });

  it('takes what is only text, or only looks like it', () => {
    expect(() =>
      assertExpressionsAllowed(
        template(
          step({
            text: 'A constructor of ships',
            name: '${{ parameters.reconstructors }}',
          }),
        ),
      ),
    ).not.toThrow();
  });
});
