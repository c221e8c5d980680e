import { attemptBodySchema } from '@fairway/plugin-adoption-common';
import { randomUuid } from './randomUuid';

it('is what an attempt is known by, and never the same twice', () => {
  const ids = Array.from({ length: 500 }, randomUuid);

  expect(new Set(ids).size).toBe(500);
  const template = 'template:default/node-service';
  ids.forEach(attemptId =>
    expect(attemptBodySchema.safeParse({ attemptId, template }).success).toBe(
      true,
    ),
  );
});
