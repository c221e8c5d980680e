import { execFileSync } from 'node:child_process';
import { createCommand } from './curl';

describe('createCommand', () => {
  const values = {
    name: 'refunds',
    description: `it's "quoted" $(touch x) \`y\` $HOME \\n`,
  };
  const command = createCommand({
    url: 'http://localhost:7007/api/scaffolder/v2/tasks',
    templateRef: 'template:default/node-service',
    values,
  });

  it('takes the token from the environment', () => {
    expect(command).toContain('"Authorization: Bearer $TOKEN"');
  });

  it('reaches the program as it was meant, whatever is in the values', () => {
    const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
    const args = execFileSync('sh', ['-c', script], {
      env: { TOKEN: 'secret' },
    })
      .toString()
      .split('\0');
    expect(args).toContain('http://localhost:7007/api/scaffolder/v2/tasks');
    expect(args).toContain('Authorization: Bearer secret');
    expect(JSON.parse(args[args.indexOf('-d') + 1])).toEqual({
      templateRef: 'template:default/node-service',
      values,
    });
  });
});
