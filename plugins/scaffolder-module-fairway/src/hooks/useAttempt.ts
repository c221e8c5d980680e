import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { attemptsApiRef } from '../api';
import { randomUuid } from '../model/randomUuid';

/**
 * Has it counted that the form of a path was opened, and that a run came of it. The two are tied to each other by an id
 * that is made anew each time the form is opened, is kept nowhere, and stands for no person.
 */
export function useAttempt(template: string): {
  started(taskId: string): void;
} {
  const api = useApi(attemptsApiRef);
  const [attemptId] = useState(randomUuid);
  const told = useRef(false);

  useEffect(() => {
    if (told.current) return;
    told.current = true;
    void api.record({ attemptId, template });
  }, [api, attemptId, template]);

  const started = useCallback(
    (taskId: string) => {
      void api.record({ attemptId, template, taskId });
    },
    [api, attemptId, template],
  );
  return { started };
}
