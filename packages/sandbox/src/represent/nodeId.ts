/** GitHub's global id of a thing: opaque to clients, the same every time. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}
