// Prefixes are public: they are made so that leaked credentials can be found.
// Repetitions are bounded, so that no text makes the search slow.
const PATTERNS = [
  // GitHub, GitLab, npm, PyPI, Slack, Stripe, Google, OpenAI-like
  /\bgh[pousr]_[A-Za-z0-9]{20,}/,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/,
  /\bglpat-[A-Za-z0-9_-]{16,}/,
  /\bnpm_[A-Za-z0-9]{30,}/,
  /\bpypi-[A-Za-z0-9_-]{40,}/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/,
  /\b[rs]k_(live|test)_[A-Za-z0-9]{16,}/,
  /\bAIza[A-Za-z0-9_-]{35}/,
  /\bsk-[A-Za-z0-9_-]{32,}/,
  // AWS access keys
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  // Keys and tokens by their form
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY/,
  /\beyJ[A-Za-z0-9_-]{10,400}\.eyJ[A-Za-z0-9_-]{10}/,
  // password=value
  /(password|passwd|secret|api[_-]?key|access[_-]?token)\s{0,5}=\s{0,5}\S{3}/i,
  // https://user:password@host
  /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@]{1,100}:[^\s/@]{1,200}@/i,
];

// Somebody who pastes a credential into a field pastes little else.
const SEARCHED_CHARACTERS = 100_000;

/** Whether a text holds something that looks like a password, a token or a key. */
export function looksLikeCredential(text: string): boolean {
  const searched = text.slice(0, SEARCHED_CHARACTERS);
  return PATTERNS.some(pattern => pattern.test(searched));
}
