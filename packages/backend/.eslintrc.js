module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      files: ['src/**/*.test.ts', 'src/__testUtils__/**/*.ts'],
      rules: {
        // Waiting for something that does not come fails the test.
        'jest/expect-expect': [
          'error',
          { assertFunctionNames: ['expect', 'waitFor'] },
        ],
      },
    },
    {
      // Suites share one running portal, so they are called from one test file.
      files: ['src/__testUtils__/suites/*.ts'],
      rules: { 'jest/no-export': 'off' },
    },
  ],
});
