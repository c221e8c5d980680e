import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { InlineNote } from '@fairway/look';
import { useApi } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import type { Run } from '../../api';
import { existingOf, tellExisting } from '../../model/existing';
import type { PathPromise } from '../../model/promises';
import { currentStep, type RunProgress } from '../../model/runProgress';
import styles from './RunPage.module.css';

export interface StopDialogProps {
  run: Run;
  progress: RunProgress;
  title: string;
  promises: PathPromise[];
  isOpen: boolean;
  onClose(): void;
}

/** Only what stays: what is not there yet will not come. */
function toldOf(progress: RunProgress, promises: PathPromise[]): string {
  const there = existingOf(progress, promises).filter(
    ({ sign }) => sign !== 'waiting',
  );
  return there.length > 0
    ? `${tellExisting(there)} It is not taken back.`
    : 'Nothing was made yet.';
}

/** Asks before a run is stopped, and says what that will and will not undo. */
export function StopDialog(props: StopDialogProps) {
  const { run, progress, title, isOpen, onClose } = props;
  const scaffolderApi = useApi(scaffolderApiRef);
  const [stopping, setStopping] = useState(false);
  const [error, setError] = useState<Error>();
  const step = currentStep(progress);

  const stop = async () => {
    if (stopping) return;
    setStopping(true);
    setError(undefined);
    try {
      await scaffolderApi.cancelTask(run.id);
      onClose();
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setStopping(false);
    }
  };

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => {
        if (!open) onClose();
      }}
      width={480}
    >
      <DialogHeader>Stop “{title}”?</DialogHeader>
      <DialogBody>
        <div className={styles.dialog}>
          <p>
            {step
              ? `Step ${progress.steps.indexOf(step) + 1}, ${step.name}, is left where it can be left; the steps after it are not started.`
              : 'No step is started any more.'}
          </p>
          <p>{toldOf(progress, props.promises)}</p>
          <p>You can take the run up again later.</p>
          {error ? (
            <InlineNote tone="danger" title="The run was not stopped.">
              {error.message}
            </InlineNote>
          ) : null}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="tertiary" size="small" onPress={onClose}>
          Go on with the run
        </Button>
        <Button
          variant="primary"
          size="small"
          destructive
          className={styles.danger}
          onPress={stop}
        >
          {stopping ? 'Stopping…' : 'Stop the run'}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
