/** What a field of a table can hold. */
export type Cell = string | number | boolean | undefined;

/** What a spreadsheet would take for a formula gets a quote in front; numbers are left alone. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const plain = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Rows as RFC 4180 has them, with a header. */
export const toCsv = (columns: string[], rows: Cell[][]): string =>
  [columns, ...rows].map(row => `${row.map(cell).join(',')}\r\n`).join('');
