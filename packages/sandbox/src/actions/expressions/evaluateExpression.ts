import type * as Expressions from '@actions/expressions';
import { InputError } from '@backstage/errors';

import { expressions, truthy } from '../workflow/languagePackages';

type Value = Expressions.data.ExpressionData;

/** What an expression can see: the contexts by name, and the functions that depend on the job. */
export interface ExpressionScope {
  contexts: Record<string, unknown>;
  functions?: Record<string, (...args: string[]) => string | boolean>;
}

/** The contexts GitHub knows; one that has no value in a place is empty there. */
const CONTEXTS = [
  'github',
  'env',
  'vars',
  'job',
  'jobs',
  'steps',
  'runner',
  'secrets',
  'strategy',
  'matrix',
  'needs',
  'inputs',
];

const STATUS_FUNCTIONS = ['success', 'failure', 'always', 'cancelled'];
const FUNCTIONS = [...STATUS_FUNCTIONS, 'hashfiles'];

function toData(value: unknown): Value {
  return JSON.parse(
    JSON.stringify(value ?? null),
    expressions.data.reviver,
  ) as Value;
}

function toValue(value: Value): unknown {
  return JSON.parse(JSON.stringify(value, expressions.data.replacer) ?? 'null');
}

function tokensOf(source: string) {
  return new expressions.Lexer(source).lex().tokens;
}

/** Whether an expression asks for the job's status itself; else GitHub puts `success() &&` before it. */
export function usesStatusFunction(source: string): boolean {
  const tokens = tokensOf(source);
  return tokens.some(
    (token, index) =>
      STATUS_FUNCTIONS.includes(token.lexeme.toLowerCase()) &&
      tokens[index + 1]?.lexeme === '(',
  );
}

function evaluateToData(source: string, scope: ExpressionScope): Value {
  const { data, Evaluator, Parser } = expressions;
  const dictionary = new data.Dictionary();
  for (const name of CONTEXTS) {
    dictionary.add(name, toData(scope.contexts[name] ?? {}));
  }
  const functions = new Map(
    FUNCTIONS.map(name => [
      name,
      {
        name,
        minArgs: 0,
        maxArgs: 255,
        call: (...args: Value[]) => {
          const implementation = scope.functions?.[name];
          if (!implementation) {
            throw new InputError(`The function ${name} can't be used here`);
          }
          return toData(implementation(...args.map(a => a.coerceString())));
        },
      },
    ]),
  );
  try {
    const tree = new Parser(tokensOf(source), CONTEXTS, [
      ...functions.values(),
    ]).parse();
    return new Evaluator(tree, dictionary, functions).evaluate();
  } catch (error) {
    throw new InputError(
      `The expression "${source.trim()}" is not valid: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}

/**
 * Evaluates one expression, written without its `${{ }}`.
 *
 * @throws InputError when it is no valid expression
 */
export function evaluateExpression(
  source: string,
  scope: ExpressionScope,
): unknown {
  return toValue(evaluateToData(source, scope));
}

interface Part {
  kind: 'text' | 'expression';
  value: string;
}

/** Splits text at its `${{ }}`; braces within a quoted string do not end one. */
function split(text: string): Part[] {
  const parts: Part[] = [];
  let rest = text;
  while (rest) {
    const start = rest.indexOf('${{');
    if (start < 0) {
      break;
    }
    const body = /^(?:'[^']*'|[^'])*?\}\}/.exec(rest.slice(start + 3));
    if (!body) {
      throw new InputError(`An expression is not closed: "${text}"`);
    }
    if (start > 0) {
      parts.push({ kind: 'text', value: rest.slice(0, start) });
    }
    parts.push({ kind: 'expression', value: body[0].slice(0, -2) });
    rest = rest.slice(start + 3 + body[0].length);
  }
  return rest ? [...parts, { kind: 'text', value: rest }] : parts;
}

/** Replaces the expressions in a text by what they evaluate to. */
export function interpolate(text: string, scope: ExpressionScope): string {
  return split(text)
    .map(part =>
      part.kind === 'text'
        ? part.value
        : evaluateToData(part.value, scope).coerceString(),
    )
    .join('');
}

/**
 * Resolves every expression in a value read from YAML. A string that is nothing but
 * one expression becomes what that evaluates to, be it a list or a mapping.
 */
export function resolveTemplate(
  value: unknown,
  scope: ExpressionScope,
): unknown {
  if (typeof value === 'string') {
    const parts = split(value);
    return parts.length === 1 && parts[0].kind === 'expression'
      ? evaluateExpression(parts[0].value, scope)
      : interpolate(value, scope);
  }
  if (Array.isArray(value)) {
    return value.map(entry => resolveTemplate(entry, scope));
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [
        interpolate(key, scope),
        resolveTemplate(entry, scope),
      ]),
    );
  }
  return value;
}

/** Evaluates an `if:`, which may leave out its `${{ }}` and implies `success()`. */
export function evaluateCondition(
  condition: string | boolean | number | undefined,
  scope: ExpressionScope,
): boolean {
  const source = condition === undefined ? 'success()' : String(condition);
  const parts = split(source);
  if (parts.some(part => part.kind === 'expression') && parts.length > 1) {
    // GitHub makes such a mixture one text, and a text that is not empty is true.
    return (
      evaluateCondition('success()', scope) && !!interpolate(source, scope)
    );
  }
  const expression = parts[0]?.value ?? 'success()';
  const complete = usesStatusFunction(expression)
    ? expression
    : `success() && (${expression})`;
  return truthy(evaluateToData(complete, scope));
}
