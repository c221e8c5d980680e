import { useRef, useState } from 'react';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { useTemplateSecrets } from '@backstage/plugin-scaffolder-react';
import type { JsonObject } from '@backstage/types';
import { createServiceApiRef } from '../../api';
import type { Submission } from '../../hooks/useFormDecorators';
import { isRefusal, type Refusal } from '../../model/refusal';
import { useNavigate } from '../../router';
import { runRouteRef } from '../../routes';

export type Creation =
  | { state: 'idle' }
  | { state: 'creating' }
  | { state: 'refused'; refusal: Refusal }
  /** The request was never sent. */
  | { state: 'incomplete'; error: Error }
  /** No answer came: whether a run was started is not known. */
  | { state: 'unanswered'; error: Error };

/** Random, and to be had without HTTPS too. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Starts the run, once, and goes to it. */
export function useCreate(options: {
  templateRef: string;
  values: JsonObject;
  /** Adds what the path wants added before the request is sent. */
  complete(submission: Submission): Promise<Submission>;
  onCreated(taskId: string): void;
}): { creation: Creation; create(): void } {
  const api = useApi(createServiceApiRef);
  const navigate = useNavigate();
  const runRoute = useRouteRef(runRouteRef);
  const { secrets } = useTemplateSecrets();
  const [creation, setCreation] = useState<Creation>({ state: 'idle' });
  const underWay = useRef(false);
  // One review makes one run, however often it has to be sent.
  const [key] = useState(newKey);

  const create = async () => {
    // A second click can come before the button is drawn as busy.
    if (underWay.current) return;
    underWay.current = true;
    setCreation({ state: 'creating' });
    let submission: Submission;
    try {
      submission = await options.complete({ values: options.values, secrets });
    } catch (error) {
      underWay.current = false;
      setCreation({ state: 'incomplete', error: error as Error });
      return;
    }
    try {
      const { templateRef } = options;
      const { taskId } = await api.create({ templateRef, ...submission }, key);
      options.onCreated(taskId);
      navigate(runRoute?.({ taskId }) ?? `/create/tasks/${taskId}`);
    } catch (error) {
      underWay.current = false;
      setCreation(
        isRefusal(error)
          ? { state: 'refused', refusal: error }
          : { state: 'unanswered', error: error as Error },
      );
    }
  };
  return { creation, create: () => void create() };
}
