// A loader: says of the call by which the scaffolder's package compiles its schema of templates that it does nothing but
// return something. The portal only asks that file whether an entity is a template; with this the bundler leaves out the
// schema, what compiles it, and the compiling, which is a fifth of what the portal does before it shows anything.
const CALL = 'entityKindSchemaValidator(';

module.exports = function pureValidator(source) {
  if (!source.includes(`= ${CALL}`))
    throw new Error(`${this.resourcePath} has no call of ${CALL}`);
  return source.replace(`= ${CALL}`, `= /*#__PURE__*/ ${CALL}`);
};
