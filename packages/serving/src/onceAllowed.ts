/**
 * What is read while the permission is asked for, which takes about as long. Who may not read it learns of nothing else
 * that went wrong, either.
 */
export async function onceAllowed<T>(
  allowed: Promise<void>,
  read: Promise<T>,
): Promise<T> {
  const [permission, result] = await Promise.allSettled([allowed, read]);
  if (permission.status === 'rejected') throw permission.reason;
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
