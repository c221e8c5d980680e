import { Forge } from '../forge/Forge';
import { Repository } from '../forge/model';

export interface GitObject {
  id: string;
  type: 'blob' | 'tree' | 'commit' | 'tag';
  content: Buffer;
}

/**
 * What the expressions name (`<sha>`, `<sha>:<path>`, `<sha>^{tree}`), in their order, by one git process. Undefined
 * where there is nothing.
 */
export async function readObjects(
  forge: Forge,
  repository: Repository,
  expressions: readonly string[],
): Promise<Array<GitObject | undefined>> {
  const askable = expressions.filter(isAskable);
  const output = await forge.git.run(['cat-file', '--batch'], {
    repository: forge.repositories.folder(repository),
    input: askable.map(expression => `${expression}\n`).join(''),
  });
  const found = parse(output, askable.length);
  return expressions.map(expression =>
    isAskable(expression) ? found.shift() : undefined,
  );
}

/** As {@link readObjects}, for one expression. */
export async function readObject(
  forge: Forge,
  repository: Repository,
  expression: string,
): Promise<GitObject | undefined> {
  const [object] = await readObjects(forge, repository, [expression]);
  return object;
}

function isAskable(expression: string): boolean {
  return !/[\n\0]/.test(expression);
}

function parse(output: Buffer, count: number): Array<GitObject | undefined> {
  const objects: Array<GitObject | undefined> = [];
  let at = 0;
  while (objects.length < count) {
    const end = output.indexOf('\n', at);
    const [, id, type, size] =
      /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)$/.exec(
        output.toString('utf8', at, end),
      ) ?? [];
    at = end + 1;
    if (id) {
      const content = output.subarray(at, at + Number(size));
      objects.push({ id, type: type as GitObject['type'], content });
      at += Number(size) + 1;
    } else {
      objects.push(undefined);
    }
  }
  return objects;
}
