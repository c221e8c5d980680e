import type { FirstDeploy } from './CreationReader';
import type { Terms } from './Terms';

/*
 * First deployments to production of one day: how many, then seconds (uint32 each), then templates, teams and systems
 * (uint16 each), little endian.
 */

export interface DeployColumns {
  size: number;
  seconds: Uint32Array;
  templates: Uint16Array;
  teams: Uint16Array;
  systems: Uint16Array;
}

export const secondsOf = ({ beganAt, at }: FirstDeploy): number =>
  Math.max(0, Math.round((at - beganAt) / 1000));

export async function encodeDeploys(
  deploys: FirstDeploy[],
  terms: Terms,
): Promise<Buffer> {
  await terms.learn(
    'template',
    deploys.map(one => one.template),
  );
  await terms.learn(
    'team',
    deploys.map(one => one.team),
  );
  await terms.learn(
    'system',
    deploys.map(one => one.system),
  );
  const wide = Uint32Array.from([deploys.length, ...deploys.map(secondsOf)]);
  const narrow = Uint16Array.from([
    ...deploys.map(one => terms.id('template', one.template)),
    ...deploys.map(one => terms.id('team', one.team)),
    ...deploys.map(one => terms.id('system', one.system)),
  ]);
  return Buffer.concat([
    Buffer.from(wide.buffer, wide.byteOffset, wide.byteLength),
    Buffer.from(narrow.buffer, narrow.byteOffset, narrow.byteLength),
  ]);
}

export function decodeDeploys(bytes: Buffer): DeployColumns {
  const own = new Uint8Array(bytes).buffer;
  const [size] = new Uint32Array(own, 0, 1);
  const narrow = (column: number) =>
    new Uint16Array(own, 4 + size * 4 + column * size * 2, size);
  return {
    size,
    seconds: new Uint32Array(own, 4, size),
    templates: narrow(0),
    teams: narrow(1),
    systems: narrow(2),
  };
}
