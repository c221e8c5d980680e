import { DayCell } from '../rollups/DayCell';
import { figuresOfCell } from './figuresOfCell';

function cell(
  counts: Partial<DayCell['counts']>,
  lead: number[] = [],
  recovery: number[] = [],
): DayCell {
  const made = new DayCell();
  Object.assign(made.counts, counts);
  for (const seconds of lead) made.lead.add(seconds);
  for (const seconds of recovery) made.recovery.add(seconds);
  return made;
}

const HOUR = 3600;

it('makes the five figures, each with its n', () => {
  const figures = figuresOfCell({
    cell: cell(
      { deployments: 20, failed: 3, rework: 2, open: 1 },
      [1, 2, 3, 4, 5].map(h => h * HOUR),
      [60, 120],
    ),
    days: 10,
  });
  expect(figures).toMatchObject({
    changeLeadTime: {
      value: 3 * HOUR,
      p75: 4 * HOUR,
      n: 5,
      method: 'exact',
      enough: true,
    },
    deploymentFrequency: { value: 2, n: 20 },
    changeFailRate: { value: 0.15, n: 20, count: 3 },
    deploymentReworkRate: { value: 0.1, n: 20, count: 2 },
    failedDeploymentRecoveryTime: { n: 2, open: 1, enough: false, needed: 5 },
  });
  expect(figures.failedDeploymentRecoveryTime).not.toHaveProperty('value');
});

it('has no value, and never 0, where there is not enough', () => {
  for (const figure of Object.values(
    figuresOfCell({ cell: cell({}), days: 30 }),
  )) {
    expect(figure).toMatchObject({ n: 0, enough: false });
    expect(figure).not.toHaveProperty('value');
  }
  const few = figuresOfCell({
    cell: cell({ deployments: 3, failed: 1 }),
    days: 30,
  });
  expect(few.changeFailRate).not.toHaveProperty('value');
  expect(few.deploymentFrequency).toMatchObject({ value: 0.1, enough: true });
});

it.each<[number, number, string]>([
  [20, 20, 'same'],
  [22, 20, 'same'],
  [23, 20, 'higher'],
  [17, 20, 'lower'],
])('%d deployments against %d before are %s', (now, earlier, direction) => {
  const { deploymentFrequency } = figuresOfCell({
    cell: cell({ deployments: now }),
    before: cell({ deployments: earlier }),
    days: 30,
  });
  expect(deploymentFrequency.change).toMatchObject({ direction });
});

it('compares nothing where either side is too small', () => {
  const { deploymentFrequency, changeFailRate } = figuresOfCell({
    cell: cell({ deployments: 20 }),
    before: cell({ deployments: 4 }),
    days: 30,
  });
  expect(deploymentFrequency).toMatchObject({ before: { n: 4 } });
  expect(deploymentFrequency).not.toHaveProperty('change');
  expect(changeFailRate).toMatchObject({ before: { n: 4 } });
  expect(changeFailRate.before).not.toHaveProperty('value');
});

it('says a rate that was nothing before is higher', () => {
  const { changeFailRate } = figuresOfCell({
    cell: cell({ deployments: 10, failed: 2 }),
    before: cell({ deployments: 10 }),
    days: 30,
  });
  expect(changeFailRate.change).toEqual({ direction: 'higher', ratio: 1 });
});
