import { useCallback, useEffect, useRef, useState } from 'react';
import { toError } from '@backstage/errors';

/**
 * What is known of something that is asked for.
 *
 * - `loading`: nothing yet; the only time for a skeleton.
 * - `answered`: `value` stays while it is asked for again; `outdated` where the question is another one by now, `error`
 *   where the newest attempt to ask the same again failed.
 * - `failed`: there is no answer to this question.
 *
 * @public
 */
export type Answer<T> =
  | { status: 'loading' }
  | {
      status: 'answered';
      value: T;
      reloading: boolean;
      outdated: boolean;
      error?: Error;
    }
  | { status: 'failed'; error: Error; reloading: boolean };

interface Known<T> {
  answer: Answer<T>;
  question?: string;
}

/**
 * Asks, and asks again whenever the question changes; what is under way then is given up.
 *
 * @param question - what is asked, as a text; an answer to another question is outdated
 * @param ask - must be stable (useCallback). A new one with the same question refreshes its answer
 */
export function useQuestion<T>(
  question: string,
  ask: (signal: AbortSignal) => Promise<T>,
): { answer: Answer<T>; reload: () => void } {
  const [known, setKnown] = useState<Known<T>>({
    answer: { status: 'loading' },
  });
  const [asked, setAsked] = useState(0);
  const current = useRef(question);
  current.current = question;

  useEffect(() => {
    const controller = new AbortController();
    setKnown(before => ({ ...before, answer: reloading(before.answer) }));
    const settle = (outcome: (before: Known<T>) => Known<T>) => {
      if (!controller.signal.aborted) setKnown(outcome);
    };
    ask(controller.signal).then(
      value =>
        settle(() => ({
          question: current.current,
          answer: {
            status: 'answered',
            value,
            reloading: false,
            outdated: false,
          },
        })),
      thrown =>
        settle(before => failed(before, current.current, toError(thrown))),
    );
    return () => controller.abort();
  }, [ask, asked]);

  const reload = useCallback(() => setAsked(count => count + 1), []);
  const { answer } = known;
  return {
    answer:
      answer.status === 'answered' && known.question !== question
        ? { ...answer, outdated: true }
        : answer,
    reload,
  };
}

function reloading<T>(answer: Answer<T>): Answer<T> {
  return answer.status === 'loading' ? answer : { ...answer, reloading: true };
}

function failed<T>(before: Known<T>, question: string, error: Error): Known<T> {
  const { answer } = before;
  return answer.status === 'answered' && before.question === question
    ? { ...before, answer: { ...answer, reloading: false, error } }
    : { question, answer: { status: 'failed', error, reloading: false } };
}
