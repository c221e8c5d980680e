import { explainRefusal } from './refusal';

describe('explainRefusal', () => {
  it.each([
    ['access_denied', 'GitHub was not allowed to tell who you are.'],
    [
      'Failed to sign-in, unable to resolve user identity. Please verify that your catalog contains the expected User entities',
      'GitHub knows you, Fairway does not yet.',
    ],
    ['Login failed, popup was closed', 'The window of GitHub was closed.'],
    ['connect ECONNREFUSED 127.0.0.1:7990', 'Signing in did not work.'],
  ])('explains %s', (message, title) => {
    expect(explainRefusal(message).title).toBe(title);
  });
});
