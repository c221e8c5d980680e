import { firstQuestion } from '@fairway/plugin-catalog-module-insights';

/** Nobody asks for what is older: a page that comes so late gets answers of its own. */
const KEPT_MILLISECONDS = 10_000;

/** Where the backend is, from the configuration that stands in the page. */
function readPlace() {
  const text = document.querySelector(
    'script[type="backstage.io/config"]',
  )?.textContent;
  const parts: { data: any }[] = text ? JSON.parse(text) : [];
  const all = parts.map(({ data }) => data);
  return {
    api: all.map(data => data?.backend?.baseUrl).findLast(Boolean),
    environment:
      all.map(data => data?.auth?.environment).findLast(Boolean) ??
      'development',
  };
}

const addressOf = (input: RequestInfo | URL) =>
  input instanceof Request ? input.url : String(input);

const methodOf = (input: RequestInfo | URL, init?: RequestInit) =>
  init?.method ?? (input instanceof Request ? input.method : 'GET');

/**
 * Asks the first two questions of a visit while the portal itself is still on its way: whether there is a session, and
 * on the catalog page for its rows. The portal asks the very same a moment later, and is handed the answers; where it
 * asks anything else, or the answer was none, it asks as if this had not been here.
 */
export function headStart(): void {
  const { api, environment } = readPlace();
  if (!api) return;
  const ask = window.fetch;
  const answers = new Map<string, Promise<Response>>();

  const scope = encodeURIComponent('read:user');
  const refresh = `${api}/api/auth/github/refresh?optional&scope=${scope}&env=${environment}`;
  const session = ask(refresh, {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
    credentials: 'include',
  });
  answers.set(refresh, session);
  const question = firstQuestion(new URL(window.location.href));
  if (question) {
    const rows = session.then(async answer => {
      const { backstageIdentity } = await answer.clone().json();
      return ask(`${api}/api/catalog${question}`, {
        headers: { authorization: `Bearer ${backstageIdentity.token}` },
      });
    });
    answers.set(`${api}/api/catalog${question}`, rows);
  }
  // Whoever wants one is told of its failure by asking again.
  answers.forEach(answer => answer.catch(() => undefined));

  window.fetch = async (input, init) => {
    const answer =
      methodOf(input, init) === 'GET'
        ? answers.get(addressOf(input))
        : undefined;
    if (!answer) return ask(input, init);
    answers.delete(addressOf(input));
    return answer.catch(() => ask(input, init));
  };
  setTimeout(() => answers.clear(), KEPT_MILLISECONDS);
}
