import type MarkdownIt from 'markdown-it';
import { StateBlock } from './types';

const MARKER = /^!!! +([a-z][a-z0-9-]*)(?: +"([^"]*)")? *$/;
const INDENT = 4;

/**
 * Reads the admonitions of Python-Markdown:
 *
 * ```
 * !!! warning "Mind the gap"
 *     Text, indented by four spaces.
 * ```
 */
export function admonitions(markdown: MarkdownIt) {
  markdown.block.ruler.before('fence', 'admonition', readAdmonition, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}

function readAdmonition(
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  const start = state.bMarks[startLine] + state.tShift[startLine];
  const match = MARKER.exec(state.src.slice(start, state.eMarks[startLine]));
  if (!match || state.sCount[startLine] - state.blkIndent >= INDENT) {
    return false;
  }
  if (silent) {
    return true;
  }
  const indent = state.blkIndent + INDENT;
  let nextLine = startLine + 1;
  let lastLine = startLine;
  while (
    nextLine < endLine &&
    (state.isEmpty(nextLine) || state.sCount[nextLine] >= indent)
  ) {
    if (!state.isEmpty(nextLine)) {
      lastLine = nextLine;
    }
    nextLine += 1;
  }
  const [, kind, title = kind.charAt(0).toUpperCase() + kind.slice(1)] = match;
  render(state, { kind, title, startLine, endLine: lastLine + 1, indent });
  state.line = lastLine + 1;
  return true;
}

function render(
  state: StateBlock,
  found: {
    kind: string;
    title: string;
    startLine: number;
    endLine: number;
    indent: number;
  },
) {
  const open = state.push('admonition_open', 'div', 1);
  open.attrSet('class', `admonition ${found.kind}`);
  open.map = [found.startLine, found.endLine];
  if (found.title) {
    state
      .push('admonition_title_open', 'p', 1)
      .attrSet('class', 'admonition-title');
    const title = state.push('inline', '', 0);
    title.content = found.title;
    title.children = [];
    state.push('admonition_title_close', 'p', -1);
  }
  const { lineMax, parentType, blkIndent } = state;
  state.lineMax = found.endLine;
  state.blkIndent = found.indent;
  state.md.block.tokenize(state, found.startLine + 1, found.endLine);
  state.lineMax = lineMax;
  state.parentType = parentType;
  state.blkIndent = blkIndent;
  state.push('admonition_close', 'div', -1);
}
