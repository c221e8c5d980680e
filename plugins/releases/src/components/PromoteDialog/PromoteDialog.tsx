import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { formatCount, InlineNote } from '@fairway/look';
import { toError } from '@backstage/errors';
import type {
  EnvironmentReleases,
  PromotionRequest,
} from '@fairway/plugin-releases-common';
import { describeRefusal } from '../../model/describeRefusal';
import { capitalised, nameOf } from '../../model/words';
import styles from './PromoteDialog.module.css';

/** Says what promoting will do and how it is undone, and does it. */
export function PromoteDialog(props: {
  pair: { from: EnvironmentReleases; to: EnvironmentReleases };
  version: string;
  aheadBy?: number;
  onPromote: (request: PromotionRequest) => Promise<void>;
  onClose: () => void;
}) {
  const { pair, version, aheadBy, onPromote, onClose } = props;
  const [error, setError] = useState<Error>();
  const [sending, setSending] = useState(false);
  const from = pair.from.environment;
  const to = pair.to.environment;

  const send = async () => {
    setSending(true);
    setError(undefined);
    try {
      await onPromote({ from, to, version });
      onClose();
    } catch (thrown) {
      setError(toError(thrown));
      setSending(false);
    }
  };

  return (
    <Dialog
      isOpen
      onOpenChange={isOpen => {
        if (!isOpen) {
          onClose();
        }
      }}
    >
      <DialogHeader>
        Promote {version} to {to}
      </DialogHeader>
      <DialogBody>
        <div className={styles.text}>
          <Consequences pair={pair} version={version} aheadBy={aheadBy} />
          {error ? (
            <InlineNote tone="danger" title="The promotion was not started.">
              {describeRefusal(error).message}
            </InlineNote>
          ) : null}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          Cancel
        </Button>
        <Button variant="primary" isPending={sending} onPress={send}>
          Promote {version}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Consequences(props: {
  pair: { from: EnvironmentReleases; to: EnvironmentReleases };
  version: string;
  aheadBy?: number;
}) {
  const { pair, version, aheadBy } = props;
  const from = pair.from.environment;
  const to = pair.to.environment;
  const before = pair.to.current;
  return (
    <>
      <p>
        {before ? (
          <>
            {capitalised(to)} runs <strong>{nameOf(before)}</strong> now
            {before.title ? ` (${before.title})` : ''}. It will run{' '}
            <strong>{version}</strong>
            {aheadBy ? `, ${formatCount(aheadBy, 'change')} ahead` : ''}.
          </>
        ) : (
          <>
            Nothing runs in {to} yet. <strong>{version}</strong> will be its
            first release.
          </>
        )}
      </p>
      <p>
        <strong>What happens.</strong> A run commits the release from{' '}
        <code>{from}/</code> to <code>{to}/</code> on the branch{' '}
        <code>deploy</code>. The deployer starts {version}
        {before
          ? `, and stops ${nameOf(before)} once ${version} is ready. If ${version} does not become ready, ${nameOf(before)} keeps serving.`
          : '.'}
      </p>
      <p>
        <strong>How it is undone.</strong> Revert that commit on{' '}
        <code>deploy</code>:{' '}
        {before ? `${nameOf(before)} runs again` : `${to} is empty again`}. What
        the new release wrote to its data stays.
      </p>
    </>
  );
}
