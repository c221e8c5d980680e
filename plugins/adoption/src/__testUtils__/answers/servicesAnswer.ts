import type { ServicesAnswer } from '@fairway/plugin-adoption-common';
import { NEEDED, answered, nodeService, share, weeks } from './figures';

const teams: [string | null, number, number, number][] = [
  ['platform', 31, 31, 0],
  ['payments', 48, 52, 4],
  ['checkout', 37, 42, 2],
  ['growth', 44, 58, 9],
  ['identity', 33, 49, 3],
  ['messaging', 21, 38, 1],
  ['logistics', 40, 96, 12],
  ['discovery', 18, 71, -2],
  [null, 0, 4, 0],
];

/** Services as in the drawings of the page. */
export function servicesAnswer(
  changes: Partial<ServicesAnswer> = {},
): ServicesAnswer {
  const moments = weeks(13).map(({ to }) => to);
  const point = (onPath: number, services: number) => ({
    onPath,
    services,
    value: services >= NEEDED ? onPath / services : undefined,
  });
  return {
    ...answered,
    share: share(272, 441, [243, 430]),
    hidden: 0,
    origins: {
      created: { services: 230, onPath: 228 },
      imported: { services: 211, onPath: 44 },
    },
    moments,
    points: moments.map((_, index) => point(248 + 2 * index, 429 + index)),
    byTeam: teams.map(([team, onPath, services, joined]) => ({
      team: team && `group:default/${team}`,
      share: share(onPath, services),
      joined,
      points: moments.map((_, index) =>
        point(Math.max(0, onPath - 12 + index), services),
      ),
    })),
    versions: [
      {
        template: nodeService,
        services: 272,
        latest: '1.3.0',
        behind: share(92, 260),
        versions: [
          { version: '1.3.0', services: 168, before: 20, latest: true },
          { version: '1.2.0', services: 80, before: 150, latest: false },
          { version: '1.1.0', services: 12, before: 40, latest: false },
          { version: null, services: 12, before: 12, latest: false },
        ],
      },
    ],
    ...changes,
  };
}
