/** The name that the entry of the portal fetches it by, and the file that its files are listed in. */
const NAME = 'portal';
const LIST = 'portal.json';

/** Lists the scripts and styles that the portal is fetched as, so that the server can announce them with each page. */
class ListPortal {
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap('ListPortal', compilation =>
      compilation.hooks.processAssets.tap(
        // Names have their hashes by then.
        { name: 'ListPortal', stage: Compilation.PROCESS_ASSETS_STAGE_REPORT },
        () => {
          const files = compilation.namedChunkGroups.get(NAME)?.getFiles();
          if (!files) throw new Error(`Nothing is fetched as ${NAME}`);
          const listed = files.filter(file => /\.(js|css)$/.test(file));
          compilation.emitAsset(
            LIST,
            new sources.RawSource(JSON.stringify(listed)),
          );
        },
      ),
    );
  }
}

module.exports = { ListPortal };
