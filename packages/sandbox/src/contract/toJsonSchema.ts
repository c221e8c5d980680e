type Node = Record<string, unknown>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * GitHub's description is written for OpenAPI 3.0, whose `nullable` is no JSON Schema: what may be null gets null as a
 * type of its own. Works on a copy.
 */
export function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(toJsonSchema);
  }
  if (!isNode(value)) {
    return value;
  }
  const { nullable, discriminator: _discriminator, ...rest } = value;
  const node = Object.fromEntries(
    Object.entries(rest).map(([key, entry]) => [key, toJsonSchema(entry)]),
  );
  return nullable === true ? orNull(node) : node;
}

function orNull(node: Node): Node {
  if (typeof node.type === 'string') {
    return {
      ...node,
      type: [node.type, 'null'],
      ...(Array.isArray(node.enum) && {
        enum: [...new Set([...node.enum, null])],
      }),
    };
  }
  return { anyOf: [node, { type: 'null' }] };
}
