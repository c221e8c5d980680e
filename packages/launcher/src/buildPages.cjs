// Builds the portal's pages as `backstage-cli package build` does, in its own configuration, without what only costs
// time on a laptop: source maps and a report of sizes. Run in packages/app.
const {
  buildFrontend,
} = require('@backstage/cli-module-build/dist/lib/buildFrontend.cjs.js');
const bundler = require('@backstage/cli-module-build/dist/lib/bundler/config.cjs.js');
const sizes = require('react-dev-utils/FileSizeReporter');

const { createConfig } = bundler;
bundler.createConfig = async (...args) => ({
  ...(await createConfig(...args)),
  devtool: false,
});
sizes.printFileSizesAfterBuild = () => {};

buildFrontend({
  targetDir: process.cwd(),
  configPaths: [],
  writeStats: false,
}).then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
