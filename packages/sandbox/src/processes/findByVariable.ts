import { readdirSync, readFileSync } from 'node:fs';

/**
 * The processes whose environment holds `name=value`, by id. It finds what left its
 * process group. Only Linux shows environments; elsewhere the answer is empty.
 */
export function findByVariable(name: string, value: string): number[] {
  if (process.platform !== 'linux') {
    return [];
  }
  const wanted = `${name}=${value}`;
  return readdirSync('/proc')
    .filter(entry => /^\d+$/.test(entry))
    .filter(pid => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1')
          .split('\0')
          .includes(wanted);
      } catch {
        // It ended, or belongs to somebody else.
        return false;
      }
    })
    .map(Number);
}
