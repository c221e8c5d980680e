module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // What a benchmark finds is its output.
    'no-console': 'off',
    // Benchmarks run from their sources, so a file's own folder is where it is written.
    'no-restricted-syntax': 'off',
  },
});
