import type { RootNode } from 'regjsparser';

const features = {
  lookbehind: true,
  namedGroups: true,
  unicodePropertyEscape: true,
} as const;

/** The parser's features, as its types and its calls want them. */
export const patternFeatures = features;
export type PatternNode = RootNode<typeof features>;

/** Beyond this many repetitions one after another, several ways to divide a text among them are too many. */
const REPETITIONS_IN_A_ROW = 3;
/** As good as without an end. */
const LONG = 20;

/**
 * The parts of a pattern that can make it catastrophic, each to be judged for itself: what is repeated and has, within,
 * a choice of its own. A text can then be divided in a number of ways that grows exponentially, if in more than one. A
 * pattern that repeats often, one after another, or that refers back, is one such part as a whole.
 *
 * Few repetitions in a row stay: they cost the length of the text to the power of their number at most, and time is
 * limited where they run.
 */
export function listRepetitions(pattern: PatternNode): string[] {
  const parts: PatternNode[] = [];
  let inARow = 0;
  const visit = (node: PatternNode) => {
    const longest = timesOf(node);
    if (longest >= LONG) {
      inARow += 1;
    }
    if (longest > 1 && childrenOf(node).some(hasChoice)) {
      parts.push(node);
    } else {
      childrenOf(node).forEach(visit);
    }
  };
  visit(pattern);
  return inARow > REPETITIONS_IN_A_ROW || parts.some(refersBack)
    ? [withoutNames(pattern)]
    : parts.map(withoutNames);
}

function childrenOf(node: PatternNode): PatternNode[] {
  return 'body' in node && node.type !== 'characterClass' ? node.body : [];
}

/** How often at most, and 0 for what is no repetition. */
function timesOf(node: PatternNode): number {
  return node.type === 'quantifier' ? (node.max ?? Infinity) : 0;
}

function hasChoice(node: PatternNode): boolean {
  return (
    node.type === 'disjunction' ||
    (node.type === 'quantifier' && node.min !== node.max) ||
    childrenOf(node).some(hasChoice)
  );
}

function refersBack(node: PatternNode): boolean {
  return node.type === 'reference' || childrenOf(node).some(refersBack);
}

/** Its text without the names of groups, which change nothing, and which the detector does not read. */
function withoutNames(node: PatternNode): string {
  const names: [number, number][] = [];
  const visit = (part: PatternNode) => {
    if (part.type === 'group' && 'name' in part && part.name) {
      const [from, to] = part.name.range;
      names.push([from - '?<'.length, to + '>'.length]);
    }
    childrenOf(part).forEach(visit);
  };
  visit(node);
  const [start] = node.range;
  return names.reduceRight(
    (text, [from, to]) => text.slice(0, from - start) + text.slice(to - start),
    node.raw,
  );
}
