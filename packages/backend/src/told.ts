/** What the process above says while this one starts: go on now; the pages are built. */
type Word = 'start' | 'pages';

// Only a portal with FAIRWAY_START_WHEN_TOLD waits for its words. Nothing else keeps the process alive until the last.
const waiting = new Map<string, () => void>();
const words = new Map<Word, Promise<void>>();
if (process.env.FAIRWAY_START_WHEN_TOLD) {
  for (const word of ['start', 'pages'] as const) {
    words.set(word, new Promise(done => waiting.set(word, done)));
  }
  const listen = (word: unknown) => {
    waiting.get(String(word))?.();
    waiting.delete(String(word));
    if (waiting.size === 0) {
      process.off('message', listen);
      process.channel?.unref();
    }
  };
  process.on('message', listen);
  process.channel?.ref();
}

/**
 * Resolves once the process above has sent the word, or at once where none is waited for. So a portal loads its modules
 * while the sandbox comes up, and starts its plugins while the pages are built.
 */
export async function told(word: Word): Promise<void> {
  await words.get(word);
}
