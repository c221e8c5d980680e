import { useCallback } from 'react';
import { CopyButton } from '@fairway/look';
import { useApi } from '@backstage/frontend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { createServiceApiRef } from '../../api';
import { useLoaded } from '../../hooks/useLoaded';
import { createCommand } from '../../model/curl';
import styles from './WizardPage.module.css';

/** The same request for a terminal. */
export function Command(props: { templateRef: string; values: JsonObject }) {
  const api = useApi(createServiceApiRef);
  const url = useLoaded(useCallback(() => api.tasksUrl(), [api]));
  if (url.state !== 'ready') return null;
  const command = createCommand({ url: url.value, ...props });
  return (
    <div className={styles.command}>
      <div className={styles.commandHead}>
        <h3>The same from a terminal</h3>
        <CopyButton value={command} what="command" iconOnly />
      </div>
      {/* Scrolls both ways, so the keyboard must be able to reach it. */}
      <pre
        className={styles.code}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label="Command"
      >
        {command}
      </pre>
    </div>
  );
}
