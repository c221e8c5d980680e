/* eslint-disable no-console */

/** Prints a benchmark's table and, as the last line, its figures as one JSON object. */
export function report(options: {
  bench: string;
  columns: string[];
  rows: (string | number)[][];
  figures: Record<string, number>;
}) {
  const { bench, columns, rows, figures } = options;
  const lines = [columns, ...rows].map(line => line.map(String));
  const widths = columns.map((_, index) =>
    Math.max(...lines.map(line => line[index].length)),
  );
  for (const line of lines)
    console.log(
      line
        .map((cell, index) =>
          index ? cell.padStart(widths[index]) : cell.padEnd(widths[index]),
        )
        .join('  '),
    );
  console.log();
  for (const [name, value] of Object.entries(figures))
    console.log(`${name.padEnd(24)} ${value}`);
  console.log(JSON.stringify({ bench, figures }));
}
