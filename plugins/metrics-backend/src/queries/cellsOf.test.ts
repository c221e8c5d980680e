import { DayCell } from '../rollups/DayCell';
import { cellsOf, partsOf } from './cellsOf';

function cellWith(counts: Partial<DayCell['counts']>, leads: number[] = []) {
  const cell = new DayCell();
  Object.assign(cell.counts, counts);
  for (const lead of leads) cell.lead.add(lead);
  return cell;
}

describe('cellsOf', () => {
  it('tells what is better from what is worse, and leaves out what cannot be compared', () => {
    const cells = cellsOf({
      cell: cellWith({ deployments: 20, failed: 4, open: 1 }, [9, 9, 9, 9, 9]),
      before: cellWith({ deployments: 10, failed: 1 }, [5, 5, 5, 5, 5]),
      days: 90,
      parts: [
        { cell: cellWith({ deployments: 2, failed: 1 }), days: 8 },
        { cell: new DayCell(), days: 7 },
      ],
      minimumSample: 5,
    });

    expect(cells.deploymentFrequency).toEqual({
      ...{ value: 20 / 90, n: 20, trend: 'better', series: [2 / 8, 0] },
    });
    expect(cells.changeFailRate).toEqual({
      ...{ value: 0.2, n: 20, trend: 'worse', series: [0.5, null] },
    });
    expect(cells.changeLeadTime).toMatchObject({ n: 5, trend: 'worse' });
    expect(cells.deploymentReworkRate).toMatchObject({
      ...{ value: 0, trend: 'same' },
    });
    expect(cells.failedDeploymentRecoveryTime).toEqual({
      ...{ value: null, n: 0, open: 1, series: [null, null] },
    });
  });
});

describe('partsOf', () => {
  it('covers the window without a gap', () => {
    const parts = partsOf({ fromDay: 100, toDay: 190 }, 12);

    expect(parts).toHaveLength(12);
    expect(parts[0].fromDay).toBe(100);
    expect(parts[11].toDay).toBe(190);
    for (const [index, part] of parts.entries()) {
      expect(part.toDay - part.fromDay).toBeGreaterThanOrEqual(7);
      expect(part.toDay).toBe(parts[index + 1]?.fromDay ?? 190);
    }
  });
});
