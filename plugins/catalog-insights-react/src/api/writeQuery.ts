/**
 * A question to the list as it stands in an address: fields that are set, several values one after the other.
 *
 * @public
 */
export function writeQuery(query: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== '') search.append(name, String(each));
    }
  }
  return search.toString();
}
