import { useRef, useState } from 'react';
import { Button } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { useMayCreate } from '../../hooks/useCreatePermissions';
import { currentStep } from '../../model/runProgress';
import type { RunViewProps } from './RunView';

/**
 * Takes a run up again where it ended. What is done already is recognised and not made twice. Each attempt has
 * a button of its own: it stays busy until the next attempt shows.
 */
export function RetryButton({ view }: Pick<RunViewProps, 'view'>) {
  const { run, progress, reload } = view;
  const scaffolderApi = useApi(scaffolderApiRef);
  const toastApi = useApi(toastApiRef);
  const mayCreate = useMayCreate();
  const [retrying, setRetrying] = useState(false);
  const underWay = useRef(false);
  if (!mayCreate.allowed || !scaffolderApi.retry) return null;

  const retry = async () => {
    if (underWay.current) return;
    underWay.current = true;
    setRetrying(true);
    try {
      await scaffolderApi.retry?.(run.id);
    } catch (error) {
      toastApi.post({
        title: 'The run was not taken up again',
        description: (error as Error).message,
        status: 'danger',
      });
      underWay.current = false;
      setRetrying(false);
    }
    // Also after a refusal: somebody else may have been quicker.
    reload();
  };

  const step = currentStep(progress);
  const label = step
    ? `Retry from step ${progress.steps.indexOf(step) + 1}`
    : 'Retry from the start';
  return (
    <Button
      variant="primary"
      size="small"
      iconStart={<RiRefreshLine />}
      onPress={retry}
    >
      {retrying ? 'Retrying…' : label}
    </Button>
  );
}
