// Loaded before a service that the launcher starts: runs our TypeScript, with what it was transformed to kept between
// starts. So the compiler is loaded only after a change, which spares a service its memory and half a second.
const { createHash } = require('node:crypto');
const {
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');

const folder = process.env.FAIRWAY_TRANSFORM_CACHE;
const options = {
  module: { type: 'commonjs' },
  jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
  sourceMaps: 'inline',
};
const compiler = JSON.stringify([
  options,
  process.version,
  JSON.parse(readFileSync(require.resolve('@swc/core/package.json'), 'utf8'))
    .version,
]);
mkdirSync(folder, { recursive: true });

Module._extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8');
  const print = createHash('sha256')
    .update(compiler)
    .update(filename)
    .update(source)
    .digest('hex');
  const kept = join(folder, `${print}.js`);
  module._compile(read(kept) ?? transform(source, filename, kept), filename);
};

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function transform(source, filename, kept) {
  const { code } = require('@swc/core').transformSync(source, {
    ...options,
    filename,
    swcrc: false,
  });
  // Whole or not at all: another service may be reading the same.
  const part = `${kept}.${process.pid}`;
  writeFileSync(part, code);
  renameSync(part, kept);
  return code;
}
