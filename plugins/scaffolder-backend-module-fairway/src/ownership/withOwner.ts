import { isMap, isScalar, parseAllDocuments, type YAMLMap } from 'yaml';

function textOf(map: YAMLMap, path: string[]): string | undefined {
  const value = map.getIn(path);
  return typeof value === 'string' ? value : undefined;
}

function isEntity(
  map: YAMLMap,
  wanted: { kind: string; namespace: string; name: string },
): boolean {
  const same = (one: string | undefined, other: string) =>
    one?.toLocaleLowerCase('en-US') === other.toLocaleLowerCase('en-US');
  return (
    same(textOf(map, ['kind']), wanted.kind) &&
    same(textOf(map, ['metadata', 'name']), wanted.name) &&
    same(textOf(map, ['metadata', 'namespace']) ?? 'default', wanted.namespace)
  );
}

/** Where the owner is to be written, and what: only these characters of the file change. */
function findPlace(file: string, spec: unknown, owner: string) {
  if (!isMap(spec)) return undefined;
  const pair = spec.items.find(
    ({ key }) => isScalar(key) && key.value === 'owner',
  );
  if (pair && isScalar(pair.value) && pair.value.range) {
    const [from, to] = pair.value.range;
    if (from < to) return { from, to, text: owner };
    // An owner without a value: right behind the colon, before whatever comment follows.
    const behind = file.lastIndexOf(':', from) + 1;
    return { from: behind, to: behind, text: ` ${owner}` };
  }
  const first = spec.items[0]?.key;
  if (pair || spec.flow || !isScalar(first) || !first.range) return undefined;
  const [from] = first.range;
  return { from, to: from, text: `owner: ${owner}\n`, indented: true };
}

/**
 * A catalog file with another owner of one of its entities; everything else of it, comments and layout, stays as it is.
 *
 * @returns undefined where the file has no such entity, or one whose owner can't be written without touching more.
 */
export function withOwner(
  file: string,
  entity: { kind: string; namespace: string; name: string },
  owner: string,
): string | undefined {
  const documents = parseAllDocuments(file);
  if (!Array.isArray(documents)) return undefined;
  for (const document of documents) {
    const map = document.contents;
    if (document.errors.length > 0 || !isMap(map) || !isEntity(map, entity)) {
      continue;
    }
    const place = findPlace(file, map.get('spec', true), owner);
    if (!place) return undefined;
    const { from, to, text, indented } = place;
    const before = file.slice(0, from);
    const indent = before.slice(before.lastIndexOf('\n') + 1);
    if (indented && indent.trim() !== '') return undefined;
    return `${before}${text}${indented ? indent : ''}${file.slice(to)}`;
  }
  return undefined;
}
