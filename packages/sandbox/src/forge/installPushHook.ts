import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const script = `#!/bin/sh
# Git asks this for every ref of a guarded push: $1 is the ref, $2 where it is, $3 where it shall go.
none=0000000000000000000000000000000000000000
refuse() {
  echo "error: GH006: Protected branch update failed for $ref." >&2
  echo "error: $1" >&2
  exit 1
}
ref=$1
case " $SANDBOX_REFUSED_REFS " in
*" $1 "*) refuse "\${SANDBOX_REFUSAL:-This branch is protected.}" ;;
esac
case " $SANDBOX_FORWARD_REFS " in
*" $1 "*)
  [ "$3" = "$none" ] && refuse "Cannot delete a protected branch"
  [ "$2" = "$none" ] || git merge-base --is-ancestor "$2" "$3" || refuse "Cannot force-push to a protected branch"
  ;;
esac
exit 0
`;

/** Writes Git's `update` hook, which keeps protected branches. */
export async function installPushHook(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'update');
  await writeFile(file, script);
  await chmod(file, 0o755);
}
