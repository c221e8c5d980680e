import { once } from 'node:events';
import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AddressRules } from './AddressRules';
import { HostRules } from './HostRules';
import { type ProbeOptions, probe } from './probe';

const open: { close(): void; closeAllConnections(): void }[] = [];

/** A service on this machine. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  open.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const rules = (
  hosts: string[],
  networks = ['127.0.0.0/8'],
): Pick<ProbeOptions, 'hosts' | 'addresses'> => ({
  hosts: HostRules.create({ patterns: hosts }),
  addresses: AddressRules.create({ networks, loopback: true }),
});
const options: ProbeOptions = {
  ...rules(['127.0.0.1', 'shop.example.org', 'other.example.org']),
  ...{ paths: ['/readyz', '/'], timeoutMilliseconds: 10_000 },
  slowAfterMilliseconds: 10_000,
};
const ask = (address: string, more: Partial<ProbeOptions> = {}) =>
  probe('production', address, { ...options, ...more });
const answering = (status: number) =>
  serve((_request, response) => response.writeHead(status).end('x'));

it.each([
  [200, 'healthy', 'production answers'],
  [204, 'healthy', 'production answers'],
  [401, 'healthy', 'production answers'],
  [404, 'degraded', 'production answers with 404'],
  [429, 'degraded', 'production answers with 429'],
  [500, 'unhealthy', 'production answers with 500'],
  [503, 'unhealthy', 'production answers with 503'],
])('%i is %s', async (code, status, text) => {
  expect(await ask(await answering(code))).toEqual({ status, text });
});

it('takes the first path that is there, below the address', async () => {
  const asked: string[] = [];
  const address = await serve(({ url }, response) => {
    asked.push(url!);
    response.writeHead(url === '/app/' ? 200 : 404).end();
  });
  expect(await ask(`${address}/app/?x=1#y`)).toMatchObject({
    status: 'healthy',
  });
  expect(asked).toEqual(['/app/readyz', '/app/']);
});

it('asks twice before it says that something does not serve', async () => {
  let asked = 0;
  const address = await serve((_request, response) => {
    asked += 1;
    response.writeHead(asked === 1 ? 503 : 200).end();
  });
  expect(await ask(address)).toMatchObject({ status: 'healthy' });
  expect(asked).toBe(2);
});

it('says what is slow', async () => {
  expect(await ask(await answering(200), { slowAfterMilliseconds: 0 })).toEqual(
    {
      status: 'degraded',
      text: 'production takes more than 0 s to answer',
    },
  );
});

it('says why there is no answer', async () => {
  const address = await answering(200);
  const [server] = open.splice(0);
  server.close();
  expect(await ask(address)).toEqual({
    status: 'unhealthy',
    text: 'production does not answer: the connection was refused',
  });
  const silent = await serve(() => {});
  expect(await ask(silent, { timeoutMilliseconds: 50 })).toEqual({
    status: 'unhealthy',
    text: 'production does not answer: no answer within 0.05 s',
  });
  const addressesOf = async () => {
    throw Object.assign(new Error('no'), { code: 'ENOTFOUND' });
  };
  expect(await ask('http://shop.example.org', { addressesOf })).toEqual({
    status: 'unhealthy',
    text: 'production does not answer: its name does not resolve',
  });
});

it.each([
  ['EAI_AGAIN', 'the resolver of names does not answer'],
  ['ENETUNREACH', 'the network cannot be reached'],
])('blames no service for what is on the way to all: %s', async (code, why) => {
  const addressesOf = async () => {
    throw Object.assign(new Error('no'), { code });
  };
  expect(await ask('http://shop.example.org', { addressesOf })).toEqual({
    status: 'unknown',
    text: `production cannot be asked: ${why}`,
  });
});

it('believes the one of several addresses that could be reached', async () => {
  const failed = (code: string) => Object.assign(new Error('no'), { code });
  const addressesOf = async () => {
    const errors = [failed('ENETUNREACH'), failed('ECONNREFUSED')];
    throw new AggregateError(errors);
  };
  expect(await ask('http://shop.example.org', { addressesOf })).toEqual({
    status: 'unhealthy',
    text: 'production does not answer: the connection was refused',
  });
});

it('waits no longer for a resolver than for a service', async () => {
  const addressesOf = () => new Promise<string[]>(() => {});
  expect(
    await ask('http://shop.example.org', {
      ...{ addressesOf, timeoutMilliseconds: 50 },
    }),
  ).toEqual({
    status: 'unhealthy',
    text: 'production does not answer: no answer within 0.05 s',
  });
});

it('takes no more of an answer than it needs', async () => {
  let sent = 0;
  const address = await serve((_request, response) => {
    const chunk = Buffer.alloc(16_384);
    const write = () => {
      if (response.destroyed) return;
      sent += chunk.length;
      response.write(chunk, () => setImmediate(write));
    };
    write();
  });
  expect(await ask(address)).toMatchObject({ status: 'healthy' });
  expect(sent).toBeLessThan(20_000_000);
});

it('is ended with the round, and says nothing then', async () => {
  const round = new AbortController();
  const address = await serve(() => round.abort());
  await expect(ask(address, { signal: round.signal })).rejects.toThrow(
    'aborted',
  );
});

describe('what may not be asked', () => {
  const refused = (said: { status: string; text: string }) => {
    expect(said.status).toBe('unknown');
    return said.text.replace('production is not asked: ', '');
  };

  it('is a host that is not on the list, an address with credentials, another protocol', async () => {
    expect(refused(await ask('http://localhost:1'))).toBe(
      'localhost is not among health.http.hosts',
    );
    expect(refused(await ask('http://me:secret@127.0.0.1:1'))).toBe(
      'an address with credentials is not asked',
    );
    expect(refused(await ask('ftp://127.0.0.1:1'))).toBe('ftp: is not asked');
    // 127.0.0.2, written as a number.
    expect(refused(await ask('http://2130706434:1'))).toBe(
      '127.0.0.2 is not among health.http.hosts',
    );
  });

  it('is a name that leads to an inner address, even beside an outer one', async () => {
    for (const addresses of [
      ['169.254.169.254'],
      ['8.8.8.8', '10.0.0.1'],
      ['::ffff:10.0.0.1'],
    ])
      expect(
        refused(
          await ask('http://shop.example.org', {
            addressesOf: async () => addresses,
          }),
        ),
      ).toBe(
        'shop.example.org has an address that may not be asked (health.http.networks)',
      );
  });

  it('is resolved once: where the name leads when it is asked is what was checked', async () => {
    const { port } = new URL(await answering(204));
    let resolved = 0;
    const addressesOf = async () => {
      resolved += 1;
      return [resolved === 1 ? '127.0.0.1' : '10.0.0.1'];
    };
    expect(
      await ask(`http://shop.example.org:${port}`, { addressesOf }),
    ).toMatchObject({ status: 'healthy' });
    expect(resolved).toBe(1);
  });

  it('is looked at again after each redirect', async () => {
    const inner = await answering(200);
    const to = (location: string) =>
      serve((_request, response) =>
        response.writeHead(302, { location }).end(),
      );
    expect(await ask(await to(`${inner}/x`))).toMatchObject({
      status: 'healthy',
    });
    expect(refused(await ask(await to('http://localhost/')))).toBe(
      'localhost is not among health.http.hosts',
    );
    const leads = await to('http://other.example.org/');
    const addressesOf = async () => ['169.254.169.254'];
    expect(refused(await ask(leads, { addressesOf }))).toMatch(
      /^other.example.org has an address/,
    );
    expect(refused(await ask(await to('file:///etc/passwd')))).toBe(
      'file: is not asked',
    );
    let address = '';
    address = await serve((_request, response) =>
      response.writeHead(302, { location: address }).end(),
    );
    expect(await ask(address)).toMatchObject({
      status: 'unhealthy',
      text: 'production does not answer: more than 3 redirects',
    });
  });
});
