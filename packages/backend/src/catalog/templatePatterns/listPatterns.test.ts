import { listPatterns } from './listPatterns';

const found = (spec: Parameters<typeof listPatterns>[0]) =>
  listPatterns(spec).map(
    ({ field, source, flags }) => `${field} /${source}/${flags}`,
  );

describe('regular expressions of a template', () => {
  it('are in its forms, however deep', () => {
    expect(
      found({
        parameters: [
          {
            properties: {
              name: { type: 'string', pattern: 'one' },
              // A property of that name is a schema like others.
              pattern: { type: 'array', items: { pattern: 'two' } },
              labels: { patternProperties: { three: { pattern: 'four' } } },
            },
            dependencies: {
              name: { oneOf: [{ properties: { x: { pattern: 'five' } } }] },
            },
          },
        ],
      }),
    ).toEqual([
      'spec.parameters[0].properties.name.pattern /one/u',
      'spec.parameters[0].properties.pattern.items.pattern /two/u',
      'spec.parameters[0].properties.labels.patternProperties /three/u',
      'spec.parameters[0].properties.labels.patternProperties.three.pattern /four/u',
      'spec.parameters[0].dependencies.name.oneOf[0].properties.x.pattern /five/u',
    ]);
  });

  it('are in a form of one page, and in the schema of its secrets', () => {
    expect(
      found({
        parameters: { properties: { name: { pattern: 'one' } } },
        secrets: { schema: { properties: { token: { pattern: 'two' } } } },
      }),
    ).toEqual([
      'spec.parameters.properties.name.pattern /one/u',
      'spec.secrets.schema.properties.token.pattern /two/u',
    ]);
  });

  it('are in its expressions', () => {
    expect(
      found({
        steps: [
          {
            if: "${{ r/o}}ne\\/'/gi.test(parameters.name) }}",
            each: '${{ "\\"" | replace(r/two/, "") }}',
            input: { deep: ['{% if r/thr"ee/.test(x) %}{% endif %}'] },
          },
        ],
        output: { text: "it's ${{ x | replace( r/four/m, '' ) }}" },
      }),
    ).toEqual([
      "spec.steps[0].if /o}}ne\\/'/gi",
      'spec.steps[0].each /two/',
      'spec.steps[0].input.deep[0] /thr"ee/',
      'spec.output.text /four/m',
    ]);
  });

  it('are not what an action calls a pattern, nor parts of addresses', () => {
    expect(
      found({
        steps: [
          {
            input: {
              pattern: '**/*.yaml',
              url: 'https://localhost/r/one/two',
              other: '${{ server/r/2 }}',
            },
          },
        ],
      }),
    ).toEqual([]);
    expect(found(undefined)).toEqual([]);
  });
});
