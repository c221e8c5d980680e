import { CustomErrorBase } from '@backstage/errors';

/**
 * The server's no: nothing was created. `field` says which answer it is about, `rule` what is asked of it.
 */
export class Refusal extends CustomErrorBase {
  name = 'Refusal' as const;
  readonly status: number;
  readonly field?: string;
  readonly rule: string;

  constructor(options: { status: number; message: string; field?: string }) {
    super(options.message);
    this.status = options.status;
    // Every refusal's message is "field: rule", also where the field is not given apart.
    const named = /^([A-Za-z_][\w]*): (.+)$/s.exec(options.message);
    this.field = options.field ?? named?.[1];
    this.rule = named && named[1] === this.field ? named[2] : options.message;
  }
}

interface SchemaError {
  property?: unknown;
  message?: unknown;
  argument?: unknown;
}

function fromSchemaErrors(status: number, errors: SchemaError[]): Refusal {
  const [{ property, message, argument }] = errors;
  const path = String(property ?? '').replace(/^instance\.?/, '');
  const missing = /^requires property/.test(String(message));
  const field = missing ? String(argument) : path.split(/[.[]/)[0];
  const rule = missing ? 'required' : String(message);
  return new Refusal({
    status,
    field: field || undefined,
    message: field ? `${field}: ${rule}` : rule,
  });
}

/**
 * Reads a refusal from an answer's body: Backstage's error shape (with our `field`), or the scaffolder's
 * list of schema errors, of which the first is told.
 */
export function readRefusal(status: number, body: unknown): Refusal {
  const { error, errors } = (body ?? {}) as {
    error?: { message?: unknown; field?: unknown };
    errors?: SchemaError[];
  };
  if (Array.isArray(errors) && errors.length > 0) {
    return fromSchemaErrors(status, errors);
  }
  return new Refusal({
    status,
    message:
      typeof error?.message === 'string'
        ? error.message
        : `Refused with status ${status}`,
    field: typeof error?.field === 'string' ? error.field : undefined,
  });
}

/** A rule as a sentence of its own: "Repository acme/x already exists." */
export function asSentence(rule: string): string {
  const text = rule.trim();
  const end = /[.!?]$/.test(text) ? '' : '.';
  return text.charAt(0).toUpperCase() + text.slice(1) + end;
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Refusal;
}
