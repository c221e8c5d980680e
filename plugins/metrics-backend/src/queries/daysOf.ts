import type { TimeWindow } from '@fairway/serving';

/** How many days a window has. */
export const daysOf = ({ fromDay, toDay }: TimeWindow): number =>
  toDay - fromDay;
