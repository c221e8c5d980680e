import type MarkdownIt from 'markdown-it';

/** A piece of parsed Markdown. */
export type Token = ReturnType<MarkdownIt['parse']>[number];

/** Where the block parser stands. */
export type StateBlock = Parameters<
  Parameters<MarkdownIt['block']['ruler']['before']>[2]
>[0];
