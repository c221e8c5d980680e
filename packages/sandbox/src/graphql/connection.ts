import { GraphQLError } from 'graphql';

export interface ConnectionArguments {
  first?: number | null;
  after?: string | null;
}

export interface Connection<Node> {
  totalCount: number;
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  nodes: Node[];
}

const maximumSize = 100;

function cursorOf(index: number): string {
  return Buffer.from(`cursor:${index}`).toString('base64');
}

function indexIn(cursor: string): number {
  const [, index] =
    /^cursor:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
  if (index === undefined) {
    throw new GraphQLError(
      `\`${cursor}\` does not appear to be a valid cursor.`,
    );
  }
  return Number(index);
}

/** One page of a list. As GitHub does it asks for a size between one and a hundred. */
export function connect<Item, Node>(
  items: readonly Item[],
  { first, after }: ConnectionArguments,
  toNode: (item: Item) => Node,
): Connection<Node> {
  if (typeof first !== 'number' || first < 1 || first > maximumSize) {
    throw new GraphQLError(
      'You must provide a `first` value between 1 and 100 to properly paginate the connection.',
    );
  }
  const from = after ? indexIn(after) + 1 : 0;
  const shown = items.slice(from, from + first);
  return {
    totalCount: items.length,
    pageInfo: {
      hasNextPage: from + first < items.length,
      hasPreviousPage: from > 0,
      startCursor: shown.length > 0 ? cursorOf(from) : null,
      endCursor: shown.length > 0 ? cursorOf(from + shown.length - 1) : null,
    },
    nodes: shown.map(toNode),
  };
}
