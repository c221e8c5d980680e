import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that can be told from a later one with the same id. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in a form that only this function compares. */
  started: string;
}

/**
 * When a process started, or undefined when there is none (or only what is left of
 * one that ended). Process ids are used again, also over a restart of the machine;
 * the pair of id and start time is not.
 */
export function startTime(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      // The name of the program, in parentheses, may hold spaces itself.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1');
      return fields[0] === 'Z' ? undefined : `${boot.trim()}:${fields[19]}`;
    }
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { LC_ALL: 'C', PATH: process.env.PATH, NODE_ENV: 'production' },
    });
    return started.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Whether exactly this process still runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  return startTime(identity.pid) === identity.started;
}
