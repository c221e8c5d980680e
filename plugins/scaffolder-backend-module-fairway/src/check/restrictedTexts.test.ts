import { assertTextsAllowed } from './restrictedTexts';

const pages = [
  {
    properties: {
      name: { type: 'string' },
      owner: { type: 'string', 'ui:field': 'OwnTeam' },
      tier: { type: 'string', enum: ['1', '2'] },
      description: { type: 'string' },
      homepage: { type: 'string', format: 'uri' },
      labels: { type: 'array', items: { type: 'string' } },
      runsOn: { type: 'string' },
    },
  },
];

function check(values: Record<string, unknown>) {
  return () =>
    assertTextsAllowed({ values, pages, workflowFields: ['runsOn'] });
}

describe('assertTextsAllowed', () => {
  it.each([
    ['ghp_0123456789abcdefghijABCDEFGHIJ012345'],
    ['github_pat_11ABCDEFG0123456789_abcdefgh'],
    ['AKIAIOSFODNN7EXAMPLE'],
    ['-----BEGIN RSA PRIVATE KEY-----'],
    ['-----BEGIN PRIVATE KEY-----'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc'],
    ['connects with password=hunter22'],
    ['client_secret=0123456'],
    ['https://user:pa55word@example.org/x'],
    ['xoxb-1234567890-abcdef'],
  ])('refuses the credential %j in free text without repeating it', text => {
    expect(check({ description: `x ${text}` })).toThrow(
      expect.objectContaining({
        name: 'InputError',
        field: 'description',
        message: 'description: looks like a credential; use the secret field',
      }),
    );
  });

  it('looks into lists and objects', () => {
    expect(check({ labels: ['a', 'AKIAIOSFODNN7EXAMPLE'] })).toThrow(
      'labels: looks like a credential',
    );
    expect(check({ labels: [{ AKIAIOSFODNN7EXAMPLE: 1 }] })).toThrow(
      'labels: looks like a credential',
    );
  });

  it.each([
    ['Keeps passwords: resets and rotation'],
    ['The secret of good payments'],
    ['Talks to https://example.org:8443/path'],
    ['costs ${{ 7*7 }} or {{7*7}} and {% raw %}'],
    ['<script>alert(1)</script>'],
    ['line one\nspec:\n  owner: x'],
  ])('leaves the free text %j as it is', description => {
    expect(check({ description })).not.toThrow();
  });

  it.each([
    ['name', '${{ 7*7 }}'],
    ['owner', 'group:default/{{ x }}'],
    ['tier', '{% for i in x %}'],
    ['owner', '{# comment #}'],
  ])('refuses template syntax in %s', (field, text) => {
    expect(check({ [field]: text })).toThrow(
      `${field}: template syntax is not allowed here`,
    );
  });

  it.each(['${{ secrets.X }}', '$(id)', '`id`', 'a\nb', '{{ x }}'])(
    'refuses %j where it would land in a workflow',
    text => {
      expect(check({ runsOn: text })).toThrow(
        'runsOn: goes into a workflow file',
      );
    },
  );

  it.each([
    `${'javascript'}:alert(1)`,
    'data:text/html,x',
    'file:///etc/passwd',
  ])('refuses the link %j', text => {
    expect(check({ homepage: text })).toThrow(
      'homepage: must be an http or https address',
    );
  });

  it.each(['a.', 'eyJ-', 'password ', '-----BEGIN ', 'a://b:'])(
    'is quick with a text full of %j',
    part => {
      const start = performance.now();
      expect(check({ description: part.repeat(1_000_000) })).not.toThrow();
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );

  it('refuses control characters', () => {
    expect(check({ description: 'a\u0000b' })).toThrow(
      'description: no control characters',
    );
  });
});
