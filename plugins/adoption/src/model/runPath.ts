/**
 * The page of a run, at the log of one of its steps where one is named.
 */
export function runPath(taskId: string, step?: string): string {
  const path = `/create/tasks/${encodeURIComponent(taskId)}`;
  return step ? `${path}?log=${encodeURIComponent(step)}` : path;
}
