import type {
  HealthAnswer,
  HealthFinding,
  HealthProvider,
  HealthSubject,
} from '@fairway/plugin-health-node';

/** A source that says what a test tells it to. */
export class FakeProvider implements HealthProvider {
  readonly id: string;
  readonly title: string;
  readonly frequency = { seconds: 30 };
  /** What it finds, by entity ref. */
  readonly answers = new Map<string, HealthAnswer>();
  /** Why it can't be reached. */
  away?: string;
  /** What it was asked about. */
  readonly asked: HealthSubject[][] = [];

  constructor(id: string) {
    this.id = id;
    this.title = `Source ${id}`;
  }

  finds(entityRef: string, ...findings: Partial<HealthFinding>[]) {
    this.answers.set(entityRef, {
      findings: findings.map(finding => ({
        ...{ key: 'it', status: 'healthy', text: 'It is fine' },
        ...finding,
      })),
    });
  }

  appliesTo(entity: { metadata: { name: string } }) {
    return !entity.metadata.name.startsWith('plain');
  }

  async startRound() {
    return {
      check: async (subjects: HealthSubject[]) => {
        this.asked.push(subjects);
        if (this.away) throw new Error(this.away);
        return this.answers;
      },
    };
  }
}
