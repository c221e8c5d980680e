// A loader: writes something else in one place of a package's module, and fails where that place is not there any more.
module.exports = function alterModule(source) {
  const { from, to } = this.getOptions();
  if (source.split(from).length !== 2)
    throw new Error(
      `"${from}" does not stand in ${this.resourcePath}, or more than once`,
    );
  return source.replace(from, () => to);
};
