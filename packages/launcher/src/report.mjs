/** Progress on a terminal or in a log: one line per step, with the time it took. */
const live = process.stdout.isTTY && !process.env.NO_COLOR && !process.env.CI;
const paint = (code, text) => (live ? `\u001b[${code}m${text}\u001b[0m` : text);
const seconds = milliseconds =>
  `${(milliseconds / 1000).toFixed(milliseconds < 9950 ? 1 : 0)} s`;

export const say = text => console.log(text);

/**
 * Runs one step and reports it. Steps may run side by side; on a terminal the last line names what is under way.
 * `work` may return a short note, shown behind the title.
 */
export async function step(title, work) {
  const started = performance.now();
  underWay.add(title);
  draw();
  if (!live) console.log(`  … ${title}`);
  try {
    const note = await work();
    finish(title, paint(32, '✓'), [note, seconds(performance.now() - started)]);
  } catch (error) {
    finish(title, paint(31, '✗'), [seconds(performance.now() - started)]);
    throw error;
  }
}

/** A step that had nothing to do. */
export const upToDate = title =>
  console.log(`  ${paint(32, '✓')} ${title.padEnd(46)} up to date`);

const underWay = new Set();

function draw() {
  if (!live) return;
  process.stdout.write(
    `\r\u001b[K${underWay.size ? `  ${paint(36, '…')} ${[...underWay].join(' · ')}` : ''}`,
  );
}

function finish(title, sign, notes) {
  underWay.delete(title);
  if (live) process.stdout.write('\r\u001b[K');
  console.log(
    `  ${sign} ${title.padEnd(46)} ${notes.filter(Boolean).join(', ')}`,
  );
  draw();
}
