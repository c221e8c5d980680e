const LONGEST = 200;

/** What an error says in one short line, for people: without anything that may be a credential in an address. */
export function describeError(error: Error): string {
  const { cause } = error as { cause?: unknown };
  const words =
    cause instanceof Error && cause.message
      ? `${error.message}: ${cause.message}`
      : error.message || error.name;
  const line = words
    .replace(/\s+/g, ' ')
    .replace(/\/\/[^/\s@]*@/g, '//')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
