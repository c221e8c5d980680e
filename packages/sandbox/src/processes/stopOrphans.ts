import { findByVariable } from './findByVariable';
import { isAlive, ProcessIdentity } from './startTime';
import { terminateGroup } from './terminateGroup';

/**
 * Stops what an earlier life of this program started and left behind: the process
 * groups whose leader is still the very process that was started, and whatever
 * carries the given variable.
 */
export async function stopOrphans(options: {
  processes: ProcessIdentity[];
  variable: { name: string; value: string };
  graceMilliseconds: number;
}): Promise<void> {
  const { processes, variable, graceMilliseconds } = options;
  await Promise.all(
    processes
      .filter(isAlive)
      .map(({ pid }) => terminateGroup(pid, graceMilliseconds)),
  );
  killMarked(variable);
}

/** Kills every process that carries a variable. */
export function killMarked(variable: { name: string; value: string }): void {
  for (const pid of findByVariable(variable.name, variable.value)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }
}
