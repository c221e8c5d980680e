// Builds the portal's pages as `backstage-cli package build` does, in its own configuration, with pages that name all they
// are shown with. On a laptop without what only costs time there: source maps and a report of sizes. Run in
// packages/app.
process.env.NODE_ENV ??= 'production';

const {
  buildFrontend,
} = require('@backstage/cli-module-build/dist/lib/buildFrontend.cjs.js');
const bundler = require('@backstage/cli-module-build/dist/lib/bundler/config.cjs.js');
const { LightningCssMinimizerRspackPlugin } = require('@rspack/core');
const sizes = require('react-dev-utils/FileSizeReporter');
const { parseArgs } = require('node:util');
const { FetchPortal } = require('./FetchPortal.cjs');
const { alterations } = require('./alterations.cjs');

const { values } = parseArgs({
  options: {
    config: { type: 'string', multiple: true, default: [] },
    'source-maps': { type: 'boolean', default: false },
  },
});
const withMaps = values['source-maps'];

const { browserslist } = require(`${process.cwd()}/package.json`);

/** As the styles are written: for older browsers `:is` would become `:-webkit-any`, which outweighs other rules. */
const minimizeStyles = new LightningCssMinimizerRspackPlugin({
  minimizerOptions: { targets: browserslist.production },
});

const { createConfig } = bundler;
bundler.createConfig = async (...args) => {
  const config = await createConfig(...args);
  return {
    ...config,
    ...(!withMaps && { devtool: false }),
    plugins: [...config.plugins, new FetchPortal()],
    optimization: {
      ...config.optimization,
      minimizer: config.optimization.minimizer.map(minimizer =>
        minimizer instanceof LightningCssMinimizerRspackPlugin
          ? minimizeStyles
          : minimizer,
      ),
    },
    module: {
      ...config.module,
      rules: [...config.module.rules, ...alterations],
    },
  };
};
if (!withMaps) sizes.printFileSizesAfterBuild = () => {};

buildFrontend({
  targetDir: process.cwd(),
  configPaths: values.config,
  writeStats: false,
}).then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
