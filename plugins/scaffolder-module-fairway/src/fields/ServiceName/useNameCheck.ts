import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { createServiceApiRef, type NameAnswer } from '../../api';
import { brokenRules } from '../../model/serviceName';

/** One stops typing for so long before a name is asked for, in milliseconds. */
const PAUSE = 300;

/** What is known of the name that stands in the field right now. */
export type NameCheck =
  | { state: 'empty' }
  | { state: 'refused' }
  | { state: 'checking' }
  | { state: 'answered'; answer: NameAnswer }
  | { state: 'unchecked'; retry(): void };

/** Asks for the name once typing pauses; an answer for a name that has changed since is dropped. */
export function useNameCheck(name: string): NameCheck {
  const api = useApi(createServiceApiRef);
  const [known, setKnown] = useState<{ name: string; answer?: NameAnswer }>();
  const [round, setRound] = useState(0);
  const valid = name !== '' && brokenRules(name).length === 0;

  useEffect(() => {
    if (!valid) return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      api.checkName(name, controller.signal).then(
        answer => {
          if (!controller.signal.aborted) setKnown({ name, answer });
        },
        () => {
          // The server asks again before anything is created; typing goes on.
          if (!controller.signal.aborted) setKnown({ name });
        },
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [api, name, valid, round]);

  if (name === '') return { state: 'empty' };
  if (!valid) return { state: 'refused' };
  if (known?.name !== name) return { state: 'checking' };
  if (known.answer) return { state: 'answered', answer: known.answer };
  return {
    state: 'unchecked',
    retry: () => {
      setKnown(undefined);
      setRound(current => current + 1);
    },
  };
}
