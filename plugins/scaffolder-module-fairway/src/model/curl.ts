/** Quoted for a POSIX shell: nothing inside is expanded. */
function quote(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}

/**
 * The request that the Create button sends, for a terminal. The token stays in the environment, out of the
 * command and of the shell's history.
 */
export function createCommand(options: {
  url: string;
  templateRef: string;
  values: object;
}): string {
  const { url, templateRef, values } = options;
  return [
    `curl --fail-with-body -X POST ${quote(url)} \\`,
    '  -H "Authorization: Bearer $TOKEN" \\',
    "  -H 'Content-Type: application/json' \\",
    `  -d ${quote(JSON.stringify({ templateRef, values }, null, 2))}`,
  ].join('\n');
}
