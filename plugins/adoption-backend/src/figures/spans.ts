/** 1970-01-01 was a Thursday; weeks begin on Mondays. */
const FIRST_MONDAY = 4;

/** A day, a week, and four weeks: what is kept of a span is put together from the spans before it. */
export const SPANS = [1, 7, 28] as const;
export type Span = (typeof SPANS)[number];

/** The first day of the span that a day lies in. */
export const startOfSpan = (day: number, span: Span): number =>
  Math.floor((day - FIRST_MONDAY) / span) * span + FIRST_MONDAY;

/** Spans of one length, one after the other, told by the days on which they begin; `toDay` is exclusive. */
export interface SpanRange {
  span: Span;
  fromDay: number;
  toDay: number;
}

/** What days are put together from, with as few spans as may be. */
export function spansOf(
  { fromDay, toDay }: { fromDay: number; toDay: number },
  spans: readonly Span[] = SPANS,
): SpanRange[] {
  if (fromDay >= toDay) return [];
  const [span, rest] = [spans[spans.length - 1], spans.slice(0, -1)];
  if (!rest.length) return [{ span, fromDay, toDay }];
  const first = startOfSpan(fromDay + span - 1, span);
  const last = startOfSpan(toDay, span);
  if (first >= last) return spansOf({ fromDay, toDay }, rest);
  return [
    ...spansOf({ fromDay, toDay: first }, rest),
    { span, fromDay: first, toDay: last },
    ...spansOf({ fromDay: last, toDay }, rest),
  ];
}
