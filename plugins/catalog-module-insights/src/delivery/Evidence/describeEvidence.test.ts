import type { DeploymentEvidence } from '@fairway/plugin-metrics-common';
import { evidenceCsv } from './evidenceCsv';
import {
  describeAttribution,
  describeFailures,
  describeKind,
  nameIncident,
  type EvidenceContext,
} from './describeEvidence';

const deployment: DeploymentEvidence = {
  type: 'deployment',
  entityRef: 'component:default/checkout-api',
  project: 'acme/checkout-api',
  deploymentId: '7',
  environment: 'production',
  version: 'v7',
  finishedAt: '2026-11-20T14:12:00.000Z',
  kind: 'planned',
  counted: true,
  failed: false,
  evidence: { kind: 'nothing says otherwise', failure: [] },
};

const nothingKnown: EvidenceContext = {
  deployments: new Map(),
  incidents: new Map(),
};
const known: EvidenceContext = {
  ...nothingKnown,
  deployments: new Map([['7', deployment]]),
};

const failing = (...failure: string[]) => ({
  ...deployment,
  evidence: { ...deployment.evidence, failure },
});

it.each([
  ['incident pagerduty/Q1 (link)', 'Incident Q1', 'explicit link'],
  [
    'incident pagerduty/Q1 (window)',
    'Incident Q1',
    'same service soon after it, the weakest kind',
  ],
  ['rollback 7', 'Rolled back to v7', 'rollback'],
  ['rollback 9', 'Rolled back', 'rollback'],
  ['hotfix 7', 'Replaced by a hotfix, v7', 'hotfix'],
  [
    'of a kind that is not known here',
    'of a kind that is not known here',
    undefined,
  ],
])('%s reads: %s', (failure, text, evidence) => {
  const [reason] = describeFailures(failing(failure), known);
  expect([reason.text, reason.evidence]).toEqual([text, evidence]);
});

it('says why something is left out', () => {
  expect(
    describeKind({ ...deployment, kind: 'failedRollout' }, known).text,
  ).toBe('The rollout failed: it never served');
  const twice = {
    ...deployment,
    evidence: { ...deployment.evidence, duplicateOf: '7' },
  };
  expect(describeKind(twice, known)).toEqual({
    text: 'The same release, reported again',
    evidence: 'counted once, at v7',
  });
});

it('says that an incident is laid to none, and not counted', () => {
  expect(
    describeAttribution(
      {
        type: 'incident',
        entityRef: deployment.entityRef,
        source: 'pagerduty',
        incidentId: 'Q1',
        title: 'Disk full',
        openedAt: '2026-11-20T14:12:00.000Z',
      },
      nothingKnown,
    ).text,
  ).toBe('To no deployment: shown, not counted');
});

it('writes the reasons into the file', () => {
  const [head, row] = evidenceCsv([failing('rollback 8')]).split('\r\n');
  expect(head).toMatch(/^type,entityRef,.*,why,url$/);
  expect(row).toContain('nothing says otherwise; rollback 8');
});

it.each([
  ['localhost:7990/acme/parcel-notes#4', '#4'],
  ['Q1ABC', 'Q1ABC'],
  ['disk#2', 'disk#2'],
])('calls the incident %s %s', (id, name) => {
  expect(nameIncident(id)).toBe(name);
});
