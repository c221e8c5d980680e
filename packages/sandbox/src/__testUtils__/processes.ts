import { execFileSync } from 'node:child_process';

/** The ids of processes whose command line is exactly this. */
export function processes(command: string): number[] {
  const listing = execFileSync('ps', ['-eo', 'pid=,args='], {
    encoding: 'utf8',
  });
  return listing
    .split('\n')
    .map(line => /^\s*(\d+)\s+(.*)$/.exec(line))
    .filter(match => match?.[2] === command)
    .map(match => Number(match?.[1]));
}
