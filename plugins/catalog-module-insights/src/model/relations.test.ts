import { checkoutApi } from '../__testUtils__/entities';
import { readGoldenPath } from './goldenPath';
import { groupRelations } from './relations';

describe('groupRelations', () => {
  it('puts targets under the words of a reader, each once, by name', () => {
    const twice = {
      ...checkoutApi,
      relations: [...checkoutApi.relations!, checkoutApi.relations![2]],
    };
    const said = groupRelations(twice).map(({ label, targets }) => [
      label,
      targets.map(({ name }) => name),
    ]);

    expect(said).toEqual([
      ['Uses', ['orders-db', 'payments-ledger']],
      ['Used by', ['web-shop']],
      ['API', ['checkout-v2']],
    ]);
  });

  it('is empty for what stands alone', () => {
    expect(groupRelations({ ...checkoutApi, relations: undefined })).toEqual(
      [],
    );
  });
});

describe('readGoldenPath', () => {
  const made = (annotations: Record<string, string>) =>
    readGoldenPath({ ...checkoutApi, metadata: { name: 'x', annotations } });

  it('reads the template and its version', () => {
    expect(readGoldenPath(checkoutApi)).toEqual({
      template: {
        kind: 'template',
        namespace: 'default',
        name: 'node-service',
      },
      version: '2.4',
    });
  });

  it.each([
    {},
    { 'fairway/template': '' },
    { 'fairway/template': 'template:default/' },
  ])('knows none for %j', annotations => {
    expect(made(annotations as Record<string, string>)).toBeUndefined();
  });
});
