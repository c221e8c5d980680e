const PART = /\d+|[^\d.+-]+/g;

/** Newer first: numbers by their value, words by the alphabet, a release before what leads to it (1.0.0-rc.1). */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [a, b].map(version => version.replace(/^v/, ''));
  const parts = (version: string) => version.match(PART) ?? [];
  const [ours, theirs] = [parts(one), parts(other)];
  for (let place = 0; ; place++) {
    const [mine, yours] = [ours[place], theirs[place]];
    if (mine === undefined && yours === undefined) return 0;
    if (mine === undefined) return /^\d/.test(yours) ? 1 : -1;
    if (yours === undefined) return /^\d/.test(mine) ? -1 : 1;
    if (mine === yours) continue;
    const [x, y] = [Number(mine), Number(yours)];
    if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
    if (!Number.isNaN(x)) return y - x;
    return mine < yours ? 1 : -1;
  }
}
