import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { Access } from './Access';
import { ListAuthorization } from './ListAuthorization';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
const dana = mockCredentials.user('user:default/dana');
const milo = mockCredentials.user('user:default/milo');

const ownedBy = (owner: string): PolicyDecision => ({
  result: AuthorizeResult.CONDITIONAL,
  ...{ pluginId: 'catalog', resourceType: 'catalog-entity' },
  conditions: {
    ...{ rule: 'OWNED', resourceType: 'catalog-entity' },
    params: { owner },
  },
});

let answers = 0;

function start() {
  const permissions = mockServices.permissions.mock();
  const rules = mockServices.permissionsRegistry.mock();
  rules.getPermissionRuleset.mockReturnValue({
    getRuleByName: () => ({
      ...{ name: 'OWNED', description: '', resourceType: 'catalog-entity' },
      apply: () => false,
      toQuery: ({ owner }: any) => ({ key: 'owner', values: [owner] }),
    }),
  } as any);
  const authorization = ListAuthorization.create({
    ...{ permissions, permissionsRegistry: rules },
  });
  // As the client of the permission backend answers: with the id of the question, which is another each time.
  const decide = (decision: PolicyDecision) =>
    permissions.authorizeConditional.mockImplementation(async () => [
      Object.assign({ id: `${(answers += 1)}` }, decision),
    ]);
  const tried: Access[] = [];
  const read = (credentials = dana) =>
    authorization.reading(credentials, async access => {
      tried.push(access);
      return `as ${JSON.stringify(access)}`;
    });
  return { authorization, decide, permissions, read, tried };
}

describe('what somebody may read', () => {
  it('is asked each time, while it is read already by what was decided before', async () => {
    const { decide, permissions, read, tried } = start();
    decide(ALLOW);
    for (const _ of [1, 2, 3]) expect(await read()).toBe('as "all"');
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(3);
    expect(tried).toEqual(['all', 'all', 'all']);
  });

  it('is what is decided now: nothing of a decision before is told', async () => {
    const { decide, read, tried } = start();
    decide(ALLOW);
    await read();
    decide(DENY);
    expect(await read()).toBe('as "none"');
    decide(ALLOW);
    expect(await read()).toBe('as "all"');
    expect(tried).toEqual(['all', 'all', 'none', 'none', 'all']);
  });

  it('is read once where the conditions are those of the time before', async () => {
    const { decide, read, tried } = start();
    decide(ownedBy('checkout'));
    await read();
    await read();
    expect(tried).toHaveLength(2);
    expect(tried[1]).toBe(tried[0]);

    decide(ownedBy('payments'));
    expect(await read()).toContain('payments');
    expect(tried).toHaveLength(4);
  });

  it('is told of each one apart', async () => {
    const { decide, read } = start();
    decide(ALLOW);
    expect(await read(dana)).toBe('as "all"');
    decide(DENY);
    expect(await read(milo)).toBe('as "none"');
  });

  it('is not told where it cannot be decided', async () => {
    const { decide, permissions, read } = start();
    decide(ALLOW);
    await read();
    permissions.authorizeConditional.mockRejectedValue(new Error('no answer'));
    await expect(read()).rejects.toThrow('no answer');
  });

  it('is read anew where the reading by a decision before went wrong', async () => {
    const { authorization, decide } = start();
    const read = () =>
      authorization.reading(dana, async access => {
        if (access === 'all') throw new Error('too much');
        return access;
      });
    decide(ALLOW);
    await expect(read()).rejects.toThrow('too much');
    decide(DENY);
    expect(await read()).toBe('none');
  });
});
