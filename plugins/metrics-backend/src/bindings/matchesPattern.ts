/**
 * Whether a text is what a pattern says: `*` stands for any run of characters, everything else for itself, in any case.
 * Takes time in proportion to both lengths, whoever wrote the pattern.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const [wanted, given] = [pattern.toLowerCase(), text.toLowerCase()];
  let [at, position, star, resume] = [0, 0, -1, 0];
  while (position < given.length) {
    if (wanted[at] === '*') {
      star = at++;
      resume = position;
    } else if (at < wanted.length && wanted[at] === given[position]) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      // The last star takes one more.
      at = star + 1;
      position = ++resume;
    } else return false;
  }
  while (wanted[at] === '*') at += 1;
  return at === wanted.length;
}
