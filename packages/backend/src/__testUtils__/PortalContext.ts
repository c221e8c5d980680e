import { SignedIn } from './signIn';
import { Portal } from './startPortal';

export type Person = 'dana' | 'lena' | 'petra';

export interface Answer {
  status: number;
  body: any;
  headers: Headers;
}

/** What the suites share: one running portal, and three people signed in to it. */
export interface PortalContext {
  portal: Portal;
  people: Record<Person, SignedIn>;
}

/** Asks the portal as a person, with a token of one's own, or as nobody. */
export async function ask(
  { portal, people }: PortalContext,
  who: Person | { token: string } | undefined,
  path: string,
  init: { method?: string; body?: unknown; headers?: object } = {},
): Promise<Answer> {
  const token = typeof who === 'string' ? people[who].token : who?.token;
  const response = await fetch(`${portal.url}${path}`, {
    method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: {
      ...(init.body !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...init.headers,
    },
    body: init.body === undefined ? undefined : JSON.stringify(init.body),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: isJson(response) ? JSON.parse(text) : text,
  };
}

function isJson(response: Response): boolean {
  const type = response.headers.get('content-type') ?? '';
  return type.startsWith('application/json');
}
