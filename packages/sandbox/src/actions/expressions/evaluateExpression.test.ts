import {
  evaluateCondition,
  ExpressionScope,
  interpolate,
  resolveTemplate,
} from './evaluateExpression';

function scope(status: 'success' | 'failure' = 'success'): ExpressionScope {
  return {
    contexts: {
      github: { ref: 'refs/heads/main', run_number: '7' },
      vars: { COLOUR: 'green' },
      matrix: { list: [1, 2], deep: { yes: true } },
    },
    functions: {
      success: () => status === 'success',
      failure: () => status === 'failure',
      always: () => true,
      cancelled: () => false,
    },
  };
}

it.each([
  ['plain', 'plain'],
  ['v${{ github.run_number }}!', 'v7!'],
  ['${{ vars.colour }} ${{ vars.NONE }}.', 'green .'],
  ["${{ 'it''s }} quoted' }}", "it's }} quoted"],
  ["${{ format('{0}-{1}', 'a', 1 + '') }}", undefined],
  ["${{ github.ref == 'REFS/HEADS/MAIN' && 'yes' || 'no' }}", 'yes'],
  ["${{ contains(fromJSON('[1,2]'), 2) }}", 'true'],
  ['${{ matrix.list[1] }}', '2'],
  ["${{ join(matrix.list, '+') }}", '1+2'],
  ['${{ not closed', undefined],
  ['${{ unknown.x }}', undefined],
])('%s is %j', (text, expected) => {
  const outcome = () => interpolate(text, scope());
  const result = (() => {
    try {
      return outcome();
    } catch {
      return undefined;
    }
  })();
  expect(result).toBe(expected);
});

it('keeps lists and mappings that one expression gives', () => {
  expect(
    resolveTemplate(
      { all: '${{ matrix.list }}', deep: ['${{ matrix.deep }}', 'x', 3] },
      scope(),
    ),
  ).toEqual({ all: [1, 2], deep: [{ yes: true }, 'x', 3] });
});

it.each<[string | boolean | undefined, 'success' | 'failure', boolean]>([
  [undefined, 'success', true],
  [undefined, 'failure', false],
  ["vars.COLOUR == 'green'", 'success', true],
  ["vars.COLOUR == 'green'", 'failure', false],
  ["${{ vars.REGISTRY != '' }}", 'success', false],
  ["always() && vars.COLOUR == 'green'", 'failure', true],
  ['failure()', 'failure', true],
  ['failure()', 'success', false],
  ['!cancelled()', 'failure', true],
  [false, 'success', false],
  ["${{ 'a' == 'b' }} is text", 'success', true],
  ["'success()' == ''", 'failure', false],
])('if: %s after %s is %s', (condition, status, expected) => {
  expect(evaluateCondition(condition, scope(status))).toBe(expected);
});
