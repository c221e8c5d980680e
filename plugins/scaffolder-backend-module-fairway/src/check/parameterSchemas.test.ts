import { assertMatchesSchemas, ParameterSchema } from './parameterSchemas';

const pages: ParameterSchema[] = [
  {
    required: ['name'],
    properties: {
      name: { type: 'string', maxLength: 40 },
      tier: { type: 'string', enum: ['1', '2', '3'] },
      advanced: { type: 'boolean' },
    },
    dependencies: {
      advanced: {
        oneOf: [
          { properties: { advanced: { enum: [false] } } },
          {
            properties: {
              advanced: { enum: [true] },
              replicas: { type: 'number' },
            },
          },
        ],
      },
    },
  },
  {
    properties: {
      slow: { type: 'string', pattern: '^(a+)+$' },
      list: { type: 'array', items: { pattern: '^(a+)+$' } },
      limits: {
        type: 'object',
        additionalProperties: false,
        properties: { cpu: { type: 'number' } },
      },
    },
  },
];

function check(values: Record<string, unknown>) {
  return () => assertMatchesSchemas(values, pages);
}

describe('assertMatchesSchemas', () => {
  it('accepts what the pages declare, under conditions too', () => {
    expect(
      check({ name: 'x', tier: '2', advanced: true, replicas: 2, slow: 'aa' }),
    ).not.toThrow();
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{}, 'name', 'name: required'],
    [{ name: 1 }, 'name', 'name: must be of type string'],
    [{ name: 'x'.repeat(41) }, 'name', 'name: at most 40 characters'],
    [{ name: 'x', tier: '9' }, 'tier', 'tier: must be one of 1, 2, 3'],
    [{ name: 'x', admin: true }, 'admin', 'admin: unexpected property'],
    [
      JSON.parse('{"name":"x","__proto__":{"a":1}}'),
      '__proto__',
      '__proto__: unexpected property',
    ],
    [
      { name: 'x', limits: { memory: 1 } },
      'limits',
      'limits: unexpected property',
    ],
  ])('refuses %j', (values, field, message) => {
    expect(check(values)).toThrow(
      expect.objectContaining({ name: 'InputError', field, message }),
    );
  });

  it('refuses keys of a page that the caller may not see', () => {
    expect(() =>
      assertMatchesSchemas({ name: 'x', slow: 'a' }, [pages[0]]),
    ).toThrow('slow: unexpected property');
  });

  it.each([{ slow: `${'a'.repeat(40)}!` }, { list: [`${'a'.repeat(40)}!`] }])(
    'ends a pattern that would run for ever',
    value => {
      expect(check({ name: 'x', ...value })).toThrow(
        'values: a pattern of the template takes too long on them',
      );
    },
  );
});
