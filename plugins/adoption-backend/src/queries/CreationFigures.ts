import { Sketch, type TimeWindow } from '@fairway/serving';
import { CreationTotals } from '../figures/CreationTotals';
import { countCreations } from '../figures/countCreations';
import { decodeDeploys } from '../figures/DeployDay';
import { SPANS, spansOf } from '../figures/spans';
import type { DayQueries } from './DayQueries';
import type { Narrowing } from './Narrowing';
import type { AskedSpans } from './sumStatement';

/** A period, cut into the buckets that it is shown in, and the one before where it is set beside that. */
export interface CreationWindows {
  window: TimeWindow;
  before?: TimeWindow;
  buckets: TimeWindow[];
}

/** What became of the attempts of a period, and of the one before. */
export interface CreationFigures {
  now: CreationTotals;
  before?: CreationTotals;
  deploys: {
    now: Sketch;
    before?: Sketch;
    /** One for each bucket. */
    buckets: Sketch[];
  };
}

/** Weeks are buckets, and months few weeks: longer spans would lie across them. */
const IN_BUCKETS = SPANS.slice(0, 2);

const emptyFigures = ({
  before,
  buckets,
}: CreationWindows): CreationFigures => ({
  now: new CreationTotals(),
  ...(before && { before: new CreationTotals() }),
  deploys: {
    now: new Sketch(),
    ...(before && { before: new Sketch() }),
    buckets: buckets.map(() => new Sketch()),
  },
});

const NOW = 0;
const BEFORE = 1;
/** Places from here on are those of buckets. */
const BUCKETS = 2;

/** From sums of days, weeks and four weeks: of everything, whatever it is. */
export async function sumCreations(
  days: DayQueries,
  windows: CreationWindows,
): Promise<CreationFigures> {
  const { window, before, buckets } = windows;
  const ask = (
    what: AskedSpans['what'],
    place: number,
    of: TimeWindow,
    spans = SPANS as readonly (typeof SPANS)[number][],
  ): AskedSpans[] =>
    spansOf(of, spans).map(range => ({ ...range, what, place }));
  const rows = await days.sums([
    ...ask('creations', NOW, window),
    ...(before ? ask('creations', BEFORE, before) : []),
    ...(before ? ask('deploys', BEFORE, before) : []),
    ...buckets.flatMap((bucket, place) =>
      ask('deploys', BUCKETS + place, bucket, IN_BUCKETS),
    ),
  ]);
  const figures = emptyFigures(windows);
  const { deploys } = figures;
  for (const { what, place, bytes } of rows) {
    if (what === 'creations')
      (place === NOW ? figures.now : figures.before)!.mergeEncoded(bytes);
    else if (place === BEFORE) deploys.before!.mergeEncoded(bytes);
    else deploys.buckets[place - BUCKETS].mergeEncoded(bytes);
  }
  for (const bucket of deploys.buckets) deploys.now.merge(bucket);
  return figures;
}

const within = ({ fromDay, toDay }: TimeWindow, day: number) =>
  day >= fromDay && day < toDay;

/** From every single attempt of the days: of what is asked for. */
export async function countNarrowed(
  days: DayQueries,
  windows: CreationWindows,
  narrowingOf: () => Promise<Narrowing>,
): Promise<CreationFigures> {
  const { window, before, buckets } = windows;
  const [rows, narrowing] = await Promise.all([
    days.creations((before ?? window).fromDay, window.toDay),
    narrowingOf(),
  ]);
  const figures = emptyFigures(windows);
  for (const { day, creations, deploys } of rows) {
    const isNow = within(window, day);
    countCreations(
      (isNow ? figures.now : figures.before)!,
      creations,
      narrowing,
    );
    const { size, seconds, templates, teams, systems } = decodeDeploys(deploys);
    const bucket = buckets.findIndex(one => within(one, day));
    for (let place = 0; place < size; place++) {
      if (!narrowing.fits(templates[place], teams[place], systems[place]))
        continue;
      (isNow ? figures.deploys.now : figures.deploys.before)!.add(
        seconds[place],
      );
      figures.deploys.buckets[bucket]?.add(seconds[place]);
    }
  }
  return figures;
}
