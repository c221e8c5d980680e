/** What a refusal means, and what to do about it. */
export interface Refusal {
  title: string;
  advice: string;
}

/**
 * Puts what GitHub or the portal answered into words. The original is shown beside it: it is what an
 * administrator is asked about.
 */
export function explainRefusal(message: string): Refusal {
  if (/access_denied|denied/i.test(message)) {
    return {
      title: 'GitHub was not allowed to tell who you are.',
      advice: 'Sign in again and agree to share your profile.',
    };
  }
  if (/unable to resolve user identity|not.*found.*catalog/i.test(message)) {
    return {
      title: 'GitHub knows you, Fairway does not yet.',
      advice:
        'Only members of the organisation can sign in, and new ones appear within a few minutes. Try again then, or ask the platform team.',
    };
  }
  if (/popup|closed/i.test(message)) {
    return {
      title: 'The window of GitHub was closed.',
      advice: 'Sign in again and finish there.',
    };
  }
  return {
    title: 'Signing in did not work.',
    advice:
      'Nothing was changed. Try again; if it stays so, show the platform team what it says here.',
  };
}
