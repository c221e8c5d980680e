import { readPktLines } from './pktLines';

/** What a forge says about a push. */
export interface PushReport {
  /** The refs that are now as they were sent. */
  accepted: string[];
  /** Why something was refused, in git's words; empty when nothing was. */
  refused: string[];
  /** What the forge tells the person who pushes, such as the rule that was broken. */
  messages: string;
}

// https://git-scm.com/docs/gitprotocol-capabilities#_side_band_side_band_64k
const REPORT = 1;
const FATAL = 3;
const LONGEST_MESSAGE = 2000;

/**
 * Reads the answer to a push: https://git-scm.com/docs/gitprotocol-pack#_report_status.
 *
 * @param multiplexed - whether the report comes between messages, as `side-band-64k` has it.
 */
export function readPushReport(
  answer: Buffer,
  multiplexed: boolean,
): PushReport {
  const lines = readPktLines(answer);
  if (!multiplexed) {
    return toReport(lines, '');
  }
  const of = (wanted: (band: number) => boolean) =>
    Buffer.concat(
      lines.filter(line => wanted(line[0])).map(line => line.subarray(1)),
    );
  const fatal = of(band => band === FATAL)
    .toString()
    .trim();
  const report = toReport(
    readPktLines(of(band => band === REPORT)),
    of(band => band !== REPORT).toString(),
  );
  return fatal ? { ...report, refused: [...report.refused, fatal] } : report;
}

function toReport(lines: Buffer[], messages: string): PushReport {
  const texts = lines.map(line => line.toString().trim());
  const after = (word: string) =>
    texts
      .filter(text => text.startsWith(`${word} `))
      .map(text => text.slice(word.length + 1));
  return {
    accepted: after('ok'),
    refused: [
      ...after('unpack').filter(result => result !== 'ok'),
      // The ref comes first.
      ...after('ng').map(text => text.replace(/^\S+ /, '')),
    ],
    messages: messages.trim().slice(-LONGEST_MESSAGE),
  };
}
