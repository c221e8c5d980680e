import { InputError } from '@backstage/errors';

/** How a shell is called; `{0}` stands for the script's file. */
export interface Shell {
  /** As GitHub shows it. */
  display: string;
  file: string;
  args: string[];
  extension: string;
}

const KNOWN: Record<string, [command: string, extension: string]> = {
  bash: ['bash --noprofile --norc -eo pipefail {0}', 'sh'],
  sh: ['sh -e {0}', 'sh'],
  python: ['python3 {0}', 'py'],
  pwsh: ["pwsh -command . '{0}'", 'ps1'],
};

/**
 * GitHub's shells. Without `shell:` it is bash that stops at the first error but
 * not in a pipe; `shell: bash` asks for both. A text with `{0}` is one's own.
 */
export function resolveShell(shell: string | undefined): Shell {
  const [command, extension] = shell
    ? (KNOWN[shell] ?? [shell, 'sh'])
    : ['bash -e {0}', 'sh'];
  if (!command.includes('{0}')) {
    throw new InputError(
      `The shell "${shell}" is not supported by the local runner`,
    );
  }
  const [file, ...args] = command.split(/\s+/);
  return { display: command, file, args, extension };
}
