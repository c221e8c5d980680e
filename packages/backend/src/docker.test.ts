import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const ROOT = resolve(__dirname, '../../..');
const isThere = (path: string) => existsSync(resolve(ROOT, path));
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');
const instructions = read('docker/Dockerfile')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'))
  .map(line => {
    const [name, ...rest] = line.trim().split(/\s+/);
    return { name, rest };
  });

interface Stage {
  name: string;
  base: string;
  lines: typeof instructions;
}
const stages: Stage[] = [];
for (const instruction of instructions) {
  if (instruction.name === 'FROM') {
    const [base, , name] = instruction.rest;
    stages.push({ name, base, lines: [] });
  }
  stages.at(-1)?.lines.push(instruction);
}
const last = stages.at(-1)!;
const isTagged = (image: string) =>
  /^[a-z0-9./-]+:(?!latest)[\w.-]+/.test(image);

describe('docker/Dockerfile', () => {
  it('builds in stages on bases with a tag', () => {
    const bases = instructions
      .filter(({ name }) => name === 'ARG')
      .map(({ rest }) => rest[0].split('='));
    const images = stages.map(({ base }) => {
      const argument = bases.find(([name]) => base === `\${${name}}`);
      return argument ? argument[1] : base;
    });
    expect(stages.length).toBeGreaterThan(2);
    images.forEach((image, index) => {
      const isStage = stages.slice(0, index).some(({ name }) => name === image);
      expect([image, isStage || isTagged(image)]).toEqual([image, true]);
    });
  });

  it('copies what is there, from stages that came before', () => {
    const ignored = read('docker/Dockerfile.dockerignore').split('\n');
    const missing = stages.flatMap(({ lines }, index) => {
      const copies = lines.filter(({ name }) => name === 'COPY');
      const before = stages.slice(0, index).map(({ name }) => name);
      return copies.flatMap(({ rest }) => {
        const from = rest.find(word => word.startsWith('--from='))?.slice(7);
        if (from) {
          return before.includes(from) ? [] : [from];
        }
        return rest
          .slice(0, -1)
          .filter(source => ignored.includes(source) || !isThere(source));
      });
    });
    expect(missing).toEqual([]);
  });

  it('ends without rights, and without compilers', () => {
    const users = last.lines.filter(({ name }) => name === 'USER');
    expect(users.at(-1)!.rest[0]).not.toMatch(/^(root|0)\b/);
    const afterUser = last.lines.slice(last.lines.indexOf(users.at(-1)!));
    expect(afterUser.map(({ name }) => name)).not.toContain('RUN');
    const installs = last.lines
      .filter(({ name }) => name === 'RUN')
      .map(({ rest }) => rest.join(' '));
    expect(installs.join(' ')).not.toMatch(
      /\b(gcc|g\+\+|make|build-essential|python3?|clang)\b/,
    );
  });

  it('starts with a configuration that the image holds', () => {
    const command = last.lines.find(({ name }) => name === 'CMD')!;
    const words: string[] = JSON.parse(command.rest.join(' '));
    const config = words[words.indexOf('--config') + 1];
    const copied = last.lines
      .filter(({ name }) => name === 'COPY')
      .flatMap(({ rest }) => rest);
    expect(copied).toContain(config);
  });

  it('is healthy while it is alive, also when its database is away', () => {
    const check = last.lines.find(({ name }) => name === 'HEALTHCHECK')!;
    // What answers there while the database is away: databaseAway.test.ts.
    expect(check.rest.join(' ')).toContain(
      "fetch('http://localhost:7007/.backstage/health/v1/liveness')",
    );
  });

  it('uses the yarn that the repository pins', () => {
    const { packageManager } = JSON.parse(read('package.json'));
    expect(read('docker/Dockerfile')).toContain(
      packageManager.replace('yarn@', '@yarnpkg/cli-dist@'),
    );
  });
});

describe('docker/compose.yaml', () => {
  const compose = parse(read('docker/compose.yaml'), { merge: true });
  const services = Object.entries<any>(compose.services);

  it('pins what it takes by a tag, and builds the rest here', () => {
    const images = services.flatMap(([, { image }]) => image ?? []);
    expect(images.filter(image => !isTagged(image))).toEqual([]);
    for (const { context, dockerfile, target } of services.flatMap(
      ([, { build }]) => build ?? [],
    )) {
      expect(resolve(ROOT, 'docker', context)).toBe(ROOT);
      expect(isThere(dockerfile)).toBe(true);
      expect(stages.map(({ name }) => name)).toContain(target);
    }
  });

  it.each(services)('%s finds its files and volumes', (_, service) => {
    const sources: string[] = (service.volumes ?? []).map(
      (volume: string) => volume.split(':')[0],
    );
    const missing = sources.filter(source =>
      source.startsWith('.')
        ? !isThere(join('docker', source))
        : !(source in compose.volumes),
    );
    expect(missing).toEqual([]);
    const needed = Object.keys(service.depends_on ?? {});
    expect(Object.keys(compose.services)).toEqual(
      expect.arrayContaining(needed),
    );
  });

  it('gives portal and sandbox every variable that has no default', () => {
    const { environment } = compose.services.portal;
    // What stands in a comment is off.
    const configs =
      `${read('app-config.yaml')}${read('docker/app-config.trial.yaml')}`
        .split('\n')
        .filter(line => !/^\s*#/.test(line))
        .join('\n');
    const required = [...configs.matchAll(/\$\{(\w+)\}/g)].map(
      ([, name]) => name,
    );
    expect(Object.keys(environment)).toEqual(expect.arrayContaining(required));
  });

  it('keeps secrets out of the file', () => {
    const written = services
      .flatMap(([, { environment }]) => Object.entries(environment ?? {}))
      .filter(([name]) => /TOKEN|SECRET|PASSWORD/.test(name))
      .filter(([, value]) => !/^\$\{\w+:\?/.test(String(value)));
    expect(written).toEqual([]);
  });

  it('lets no port out of the machine', () => {
    for (const port of services.flatMap(([, service]) => service.ports ?? [])) {
      expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });
});
