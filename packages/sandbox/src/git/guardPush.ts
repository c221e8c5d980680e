import { Forge } from '../forge/Forge';
import { Caller, Repository } from '../forge/model';
import { protectedRefs, refusalOf } from '../forge/protectionRules';

/** What a guarded push gets beyond every other git process. */
export interface PushGuard {
  configuration: Array<readonly [string, string]>;
  environment: Record<string, string>;
}

/** Has git ask the forge's hook where branches are protected from this caller; undefined where none is. */
export function guardPush(
  forge: Forge,
  repository: Repository,
  caller: Caller,
): PushGuard | undefined {
  const { refused, forwardOnly } = protectedRefs(forge, repository, caller);
  if (refused.length === 0 && forwardOnly.length === 0) {
    return undefined;
  }
  const [first] = refused.map(ref => ref.slice('refs/heads/'.length));
  const refusal = first && refusalOf(forge, repository, caller, first);
  return {
    configuration: [['core.hooksPath', forge.hooksDir]],
    environment: {
      SANDBOX_REFUSED_REFS: refused.join(' '),
      SANDBOX_FORWARD_REFS: forwardOnly.join(' '),
      ...(refusal && { SANDBOX_REFUSAL: refusal }),
    },
  };
}
