import { stringifyEntityRef, parseEntityRef } from '@backstage/catalog-model';
import type { HealthFinding, HealthSubject } from '@fairway/plugin-health-node';
import type { ClusterRound } from './clusters/ClusterRound';
import type { EnvironmentRules } from './config/EnvironmentRules';
import type { Running, Workload } from './workloads/Workload';
import { judgeWorkload } from './workloads/judgeWorkload';

/** After this time whoever took it down is taken to have meant it. */
const MISSED_MILLISECONDS = 24 * 3_600_000;
const KEY = /^(workload|missing) ([^/]*)\/([^/]*)\/([^/]*)\/(.*)$/;

interface Look {
  subject: HealthSubject;
  cluster: ClusterRound;
  running: Running;
  rules: EnvironmentRules;
  /** Milliseconds since the epoch. */
  now: number;
}

/** The tab of the entity's page on which its Pods are. */
function linkTo({ entity }: HealthSubject) {
  const { kind, namespace, name } = parseEntityRef(stringifyEntityRef(entity));
  return {
    title: 'Open the Pods',
    url: `/catalog/${namespace}/${kind}/${name}/kubernetes`,
  };
}

function shared({ subject, cluster, rules }: Look, where: Partial<Workload>) {
  const { name, title } = cluster.details;
  return {
    part: name,
    sourceTitle: `Kubernetes, cluster ${title}`,
    ...rules.environmentOf({
      cluster: name,
      namespace: where.namespace!,
      labels: where.labels,
    }),
    link: linkTo(subject),
  };
}

function ofWorkload(look: Look, workload: Workload): HealthFinding {
  const { kind, namespace, name } = workload;
  const common = shared(look, workload);
  const { since, ...said } = judgeWorkload({
    workload,
    pods: look.running.pods,
    now: look.now,
    environment: common.environment,
  });
  return {
    key: `workload ${look.cluster.details.name}/${namespace}/${kind}/${name}`,
    ...said,
    ...(since !== undefined && { since: new Date(since).toISOString() }),
    ...common,
  };
}

/** Workloads that were there, and of which nothing is left where they were, though the namespace is. */
async function missing(look: Look): Promise<HealthFinding[]> {
  const { cluster, running, subject, now } = look;
  const present = new Set(running.workloads.map(one => one.namespace));
  const gone = subject.previous.flatMap(finding => {
    const [, was, inCluster, namespace, kind, name] =
      KEY.exec(finding.key) ?? [];
    return inCluster === cluster.details.name && !present.has(namespace)
      ? [{ finding, namespace, kind, name, known: was === 'missing' }]
      : [];
  });
  const findings: HealthFinding[] = [];
  for (const { finding, namespace, kind, name, known } of gone) {
    const since = known ? Date.parse(finding.since ?? '') : now;
    if (now - since > MISSED_MILLISECONDS) continue;
    if (!(await cluster.hasNamespace(namespace))) continue;
    findings.push({
      key: `missing ${cluster.details.name}/${namespace}/${kind}/${name}`,
      status: 'unhealthy',
      text: `${kind} ${name} is gone, and nothing else runs in its namespace ${namespace}`,
      since: new Date(since).toISOString(),
      ...shared(look, { namespace }),
      ...(finding.environment !== undefined && {
        environment: finding.environment,
        production: finding.production,
      }),
    });
  }
  return findings;
}

/** What one cluster has to say of an entity. */
export async function findingsOf(look: Look): Promise<HealthFinding[]> {
  return [
    ...look.running.workloads.map(workload => ofWorkload(look, workload)),
    ...(await missing(look)),
  ];
}
