/** @public */
export type CsvCell = string | number | boolean | undefined;

/** What a spreadsheet would take for a formula gets a quote in front; numbers are left alone. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: CsvCell): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const plain = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/**
 * Rows as RFC 4180 has them, with a header.
 *
 * @public
 */
export function toCsv(columns: string[], rows: CsvCell[][]): string {
  return [columns, ...rows]
    .map(row => `${row.map(cell).join(',')}\r\n`)
    .join('');
}

/**
 * Hands a text to the browser as a file.
 *
 * @public
 */
export function downloadCsv(name: string, text: string): void {
  const url = URL.createObjectURL(
    new Blob([text], { type: 'text/csv;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
