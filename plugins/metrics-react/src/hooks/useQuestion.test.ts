import { act, renderHook } from '@testing-library/react';
import { useQuestion } from './useQuestion';

function pending() {
  let settle!: { resolve: (value: string) => void; reject: (e: Error) => void };
  const promise = new Promise<string>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { ask: async () => promise, ...settle };
}

const start = (question: string, ask: () => Promise<string>) =>
  renderHook(options => useQuestion(options.question, options.ask), {
    initialProps: { question, ask },
  });

it('keeps what was there while another question is asked, and says that it is outdated', async () => {
  const one = pending();
  const other = pending();
  const { result, rerender } = start('one', one.ask);
  expect(result.current.answer).toEqual({ status: 'loading' });

  await act(async () => one.resolve('first'));
  expect(result.current.answer).toMatchObject({
    value: 'first',
    outdated: false,
  });

  rerender({ question: 'other', ask: other.ask });
  expect(result.current.answer).toMatchObject({
    value: 'first',
    outdated: true,
  });

  await act(async () => other.resolve('second'));
  expect(result.current.answer).toMatchObject({
    value: 'second',
    outdated: false,
  });
});

it('keeps the last answer where asking the same again fails', async () => {
  const one = pending();
  const again = pending();
  const { result, rerender } = start('one', one.ask);
  await act(async () => one.resolve('first'));

  rerender({ question: 'one', ask: again.ask });
  await act(async () => again.reject(new Error('away')));
  expect(result.current.answer).toMatchObject({
    status: 'answered',
    value: 'first',
    error: { message: 'away' },
  });
});

it('shows nothing of another question where this one fails', async () => {
  const one = pending();
  const other = pending();
  const { result, rerender } = start('one', one.ask);
  await act(async () => one.resolve('first'));

  rerender({ question: 'other', ask: other.ask });
  await act(async () => other.reject(new Error('away')));
  expect(result.current.answer).toMatchObject({ status: 'failed' });
});

it('drops an answer that comes after the question changed', async () => {
  const slow = pending();
  const quick = pending();
  const { result, rerender } = start('slow', slow.ask);
  rerender({ question: 'quick', ask: quick.ask });
  await act(async () => quick.resolve('now'));
  await act(async () => slow.resolve('late'));
  expect(result.current.answer).toMatchObject({ value: 'now' });
});
