/** Ends a list of lines: https://git-scm.com/docs/protocol-common#_pkt_line_format. */
export const FLUSH = '0000';

/** Puts its length in front of a line, as git's protocol has it. */
export function pktLine(text: string): string {
  const length = Buffer.byteLength(text) + 4;
  return `${length.toString(16).padStart(4, '0')}${text}`;
}

/**
 * Reads the lines of an answer, without those that only end a list.
 *
 * @throws Error when it is no such answer.
 */
export function readPktLines(answer: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0; at < answer.length;) {
    const head = answer.toString('latin1', at, at + 4);
    const length = /^[0-9a-f]{4}$/i.test(head) ? parseInt(head, 16) : NaN;
    if (length >= 4 && at + length <= answer.length) {
      lines.push(answer.subarray(at + 4, at + length));
    } else if (length !== 0) {
      throw new Error('The answer is not in the form that git uses');
    }
    at += length || 4;
  }
  return lines;
}
