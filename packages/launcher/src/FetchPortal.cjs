const HtmlWebpackPlugin = require('html-webpack-plugin');

/** The name that the entry of the portal imports it by. */
const NAME = 'portal';

/**
 * Puts the scripts and styles of the portal into the page. Its entry would ask for them too, but has to be fetched and run
 * before it can, and scripts that stand in the page are compiled while they arrive.
 */
class FetchPortal {
  apply(compiler) {
    compiler.hooks.compilation.tap('FetchPortal', compilation =>
      HtmlWebpackPlugin.getCompilationHooks(compilation).alterAssetTags.tap(
        'FetchPortal',
        page => {
          const files = compilation.namedChunkGroups.get(NAME)?.getFiles();
          if (!files) throw new Error(`Nothing is imported as ${NAME}`);
          const addresses = ending =>
            files
              .filter(file => file.endsWith(ending))
              .map(file => page.publicPath + file);
          const { scripts, styles } = page.assetTags;
          scripts.push(
            ...addresses('.js').map(src =>
              HtmlWebpackPlugin.createHtmlTagObject('script', {
                ...{ defer: true, src, fetchpriority: 'high' },
              }),
            ),
          );
          styles.push(
            ...addresses('.css').map(href =>
              HtmlWebpackPlugin.createHtmlTagObject('link', {
                ...{ href, rel: 'stylesheet' },
              }),
            ),
          );
          return page;
        },
      ),
    );
  }
}

module.exports = { FetchPortal };
