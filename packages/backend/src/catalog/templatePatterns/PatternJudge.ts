import { InputError } from '@backstage/errors';
import { runWithin, TooSlowError } from '@fairway/serving';
import { isSafePattern } from 'redos-detector';
import { parse } from 'regjsparser';
import { TemplatePattern } from './listPatterns';
import { listRepetitions, patternFeatures } from './listRepetitions';

const LONGEST_PATTERN = 1000;
// Counted, not timed, so that the answer is the same on a busy machine. What is harmless is known after some hundreds.
const DETECTOR_STEPS = 2000;
const PATTERN_MILLISECONDS = 1000;
const TEMPLATE_MILLISECONDS = 2000;
const KEPT_ANSWERS = 1000;

/**
 * Decides whether regular expressions may run on what people type. One that takes exponentially long on some text
 * (https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS) would hold up everybody.
 */
export class PatternJudge {
  // The catalog looks at a template every few minutes, and they rarely change.
  readonly #answers = new Map<string, string | undefined>();

  /** @throws InputError that names the field of the first one that is refused, and says why. */
  assertAllowed(patterns: TemplatePattern[]) {
    const started = performance.now();
    for (const { field, source, flags } of patterns) {
      if (performance.now() - started > TEMPLATE_MILLISECONDS) {
        throw new InputError(
          `${field}: there are too many patterns to judge them all at once`,
        );
      }
      const problem = this.#findProblem(source, flags);
      if (problem) {
        throw new InputError(`${field}: the pattern ${problem}`);
      }
    }
  }

  #findProblem(source: string, flags: string): string | undefined {
    const key = `${flags}/${source}`;
    if (!this.#answers.has(key)) {
      try {
        this.#keep(key, findProblem(source, flags));
      } catch (error) {
        // Not kept: the machine may have been busy.
        if (error instanceof TooSlowError) {
          return 'takes too long to be judged; write a simpler one';
        }
        throw error;
      }
    }
    return this.#answers.get(key);
  }

  #keep(key: string, problem: string | undefined) {
    if (this.#answers.size >= KEPT_ANSWERS) {
      this.#answers.clear();
    }
    this.#answers.set(key, problem);
  }
}

/** @throws TooSlowError */
function findProblem(source: string, flags: string): string | undefined {
  if (source.length > LONGEST_PATTERN) {
    return `is longer than ${LONGEST_PATTERN} characters`;
  }
  // Schemas read a pattern without Unicode if it is none with it.
  const read = [flags, flags.replace('u', '')].find(isReadable(source));
  if (read === undefined) {
    return 'is no regular expression';
  }
  try {
    return runWithin(PATTERN_MILLISECONDS, () =>
      listRepetitions(parse(source, read, patternFeatures)).some(part =>
        isAmbiguous(part, read),
      ),
    )
      ? 'can take exponentially long: what it repeats must match each text in one way only'
      : undefined;
  } catch (error) {
    if (error instanceof TooSlowError) {
      throw error;
    }
    return 'is written in a way that can not be judged; write a simpler one';
  }
}

function isReadable(source: string): (flags: string) => boolean {
  return flags => {
    try {
      return Boolean(new RegExp(source, flags));
    } catch {
      return false;
    }
  };
}

function isAmbiguous(part: string, flags: string): boolean {
  return !isSafePattern(`^(?:${part})$`, {
    caseInsensitive: flags.includes('i'),
    multiLine: flags.includes('m'),
    unicode: flags.includes('u'),
    maxSteps: DETECTOR_STEPS,
  }).safe;
}
