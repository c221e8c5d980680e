/** What a service says of itself, as far as it does. Counts are since its process started. */
export interface ServiceFigures {
  requests?: number;
  /** Requests answered with a status from 500 up. */
  errors?: number;
  /** Seconds within which half of the requests, and nineteen of twenty, were answered. */
  p50?: number;
  p95?: number;
  memoryBytes?: number;
  /** Seconds since the epoch. */
  startedAt?: number;
}

interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

const line = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)(?: -?\d+)?$/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** The samples of Prometheus' text format; lines that are none are left out. */
function readSamples(text: string): Sample[] {
  return text.split('\n').flatMap(each => {
    const [, name, labels = '', value] = line.exec(each.trim()) ?? [];
    const number = value === '+Inf' ? Infinity : Number(value);
    return name && !Number.isNaN(number)
      ? [
          {
            name,
            labels: Object.fromEntries(
              [...labels.matchAll(label)].map(([, key, said]) => [key, said]),
            ),
            value: number,
          },
        ]
      : [];
  });
}

/**
 * A quantile of a histogram, interpolated within its bucket as Prometheus does
 * (https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile).
 */
function quantile(
  share: number,
  buckets: Array<[limit: number, count: number]>,
): number | undefined {
  const total = buckets.at(-1)?.[1];
  if (!total) {
    return undefined;
  }
  const rank = share * total;
  const index = buckets.findIndex(([, count]) => count >= rank);
  const [limit, count] = buckets[index];
  const [start, below] = buckets[index - 1] ?? [0, 0];
  return limit === Infinity
    ? start
    : start + (limit - start) * ((rank - below) / (count - below));
}

/** Reads what a golden path's service tells at `/metrics`. */
export function readMetrics(text: string): ServiceFigures {
  const samples = readSamples(text);
  const values = (name: string, want = (_: Sample['labels']) => true) =>
    samples
      .filter(sample => sample.name === name && want(sample.labels))
      .map(({ value }) => value);
  const sum = (all: number[]) => all.reduce((total, one) => total + one, 0);
  const requests = values('http_requests_total');
  const buckets = new Map<number, number>();
  for (const { name, labels, value } of samples) {
    if (name === 'http_request_duration_seconds_bucket') {
      const limit = labels.le === '+Inf' ? Infinity : Number(labels.le);
      buckets.set(limit, (buckets.get(limit) ?? 0) + value);
    }
  }
  const ordered = [...buckets].sort(([one], [other]) => one - other);
  return {
    ...(samples.some(({ name }) => name.startsWith('http_request')) && {
      requests: sum(requests),
      errors: sum(
        values('http_requests_total', ({ status }) => Number(status) >= 500),
      ),
    }),
    p50: quantile(0.5, ordered),
    p95: quantile(0.95, ordered),
    memoryBytes: values('process_resident_memory_bytes')[0],
    startedAt: values('process_start_time_seconds')[0],
  };
}
