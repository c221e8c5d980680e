import { setTimeout as delay } from 'node:timers/promises';

/** Sends a signal to every process of a group; false when the group is empty. */
export function signalGroup(
  group: number,
  signal: NodeJS.Signals | 0,
): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch (error) {
    // EPERM: there is a process, though not one that may be signalled.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isGone(group: number, deadline: number): Promise<boolean> {
  while (signalGroup(group, 0)) {
    if (performance.now() >= deadline) {
      return false;
    }
    await delay(20);
  }
  return true;
}

/**
 * Ends a process group: TERM first, and KILL for what is still there after the
 * grace. Resolves when the group is empty, or a second after KILL when it can't be
 * emptied (a process that waits for a disk).
 */
export async function terminateGroup(
  group: number,
  graceMilliseconds: number,
): Promise<void> {
  if (!signalGroup(group, 'SIGTERM')) {
    return;
  }
  if (await isGone(group, performance.now() + graceMilliseconds)) {
    return;
  }
  signalGroup(group, 'SIGKILL');
  await isGone(group, performance.now() + 1000);
}
