import { formatRepositoryUrl, parseRepositoryUrl } from './repositoryTarget';

const config = { host: 'localhost:7990', organisations: new Set(['acme']) };

describe('parseRepositoryUrl', () => {
  it('reads what formatRepositoryUrl writes', () => {
    const target = {
      host: 'localhost:7990',
      organisation: 'acme',
      name: 'ledger',
    };
    expect(parseRepositoryUrl(formatRepositoryUrl(target), config)).toEqual(
      target,
    );
  });

  it.each([
    ['localhost:7990?owner=globex&repo=x', 'organisation globex'],
    ['github.com?owner=acme&repo=x', 'host github.com'],
    ['localhost:7991?owner=acme&repo=x', 'host localhost:7991'],
    ['user:pass@localhost:7990?owner=acme&repo=x', 'and nothing else'],
    ['localhost:7990?owner=acme&repo=x&visibility=public', 'and nothing else'],
    ['localhost:7990?repo=x&owner=acme', 'and nothing else'],
    ['localhost:7990?owner=acme&repo=../x', 'and nothing else'],
    ['localhost:7990?owner=acme&repo=..', 'and nothing else'],
    ['localhost:7990?owner=acme&repo=x#y', 'and nothing else'],
    ['localhost:7990/path?owner=acme&repo=x', 'and nothing else'],
    ['https://localhost:7990?owner=acme&repo=x', 'and nothing else'],
    ['localhost:7990?owner=acme', 'and nothing else'],
    ['', 'and nothing else'],
  ])('refuses %j', (repoUrl, message) => {
    expect(() => parseRepositoryUrl(repoUrl, config)).toThrow(message);
  });
});
