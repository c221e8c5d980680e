/** One part of a series: a day, a week or a month. */
export interface TimePoint {
  label: string;
  n: number;
  /** Raw, by line; absent where there are too few to say. */
  values: Record<string, number | undefined>;
  /** Its last day has not passed. */
  unfinished?: boolean;
}

/** How a line is told from the others: by its stroke first, by its colour second. */
export type TimeMark = 'main' | 'near' | 'far' | 'second' | 'third' | 'fourth';

/** What is drawn through the parts. `main` is the one that is looked at, with dots. */
export interface TimeLine {
  id: string;
  name: string;
  mark: TimeMark;
}

export interface TimeChartProps {
  /** Names the drawing. */
  label: string;
  points: TimePoint[];
  lines: TimeLine[];
  /** Values of the vertical axis, from 0, in raw values. */
  ticks: number[];
  formatTick: (value: number) => string;
  formatValue: (value: number) => string;
  /** What the n of a part counts, as in "12 services". */
  formatCount: (n: number) => string;
  /** Called with the part that was clicked, or entered by the keyboard. */
  onChoose?: (index: number) => void;
  height?: number;
}
