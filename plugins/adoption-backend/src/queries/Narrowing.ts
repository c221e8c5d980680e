import { NO_TERM } from '../figures/Terms';

/** What a dashboard is narrowed to, by name. */
export interface Filters {
  /** `none` stands for what no team owns. */
  team?: string;
  template?: string;
  system?: string;
}

/** No name has this number: nothing fits. */
const NOBODY = -1;

/** The same, by number; undefined where everything fits. */
export class Narrowing {
  readonly team: number | undefined;
  readonly template: number | undefined;
  readonly system: number | undefined;

  private constructor(ids: Pick<Narrowing, 'team' | 'template' | 'system'>) {
    this.team = ids.team;
    this.template = ids.template;
    this.system = ids.system;
  }

  static create(options: {
    filters: Filters;
    idOf(kind: keyof Filters, value: string): number | undefined;
  }): Narrowing {
    const { filters, idOf } = options;
    const of = (kind: keyof Filters) => {
      const value = filters[kind];
      return value === undefined ? undefined : (idOf(kind, value) ?? NOBODY);
    };
    return new Narrowing({
      team: filters.team === 'none' ? NO_TERM : of('team'),
      template: of('template'),
      system: of('system'),
    });
  }

  /** Team and system are known once a run began: before that, nothing fits. */
  get needsRun(): boolean {
    return this.team !== undefined || this.system !== undefined;
  }

  /** Whether something of a team and a system fits, whatever its template. */
  fitsOwner(team: number, system: number): boolean {
    return (
      (this.team === undefined || this.team === team) &&
      (this.system === undefined || this.system === system)
    );
  }

  fits(template: number, team: number, system: number): boolean {
    return (
      (this.template === undefined || this.template === template) &&
      this.fitsOwner(team, system)
    );
  }
}
