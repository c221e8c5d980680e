/** SQLite takes no more than this many values in one statement, whatever the columns. */
const MOST_VALUES = 900;

/** Parts of a list, each few enough for one statement. */
export function* chunks<T>(items: T[], valuesOfEach = 1): Iterable<T[]> {
  const size = Math.max(1, Math.floor(MOST_VALUES / valuesOfEach));
  for (let start = 0; start < items.length; start += size)
    yield items.slice(start, start + size);
}
