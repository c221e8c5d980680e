import { useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { Fact, FactList, Panel, safeUrl } from '@fairway/look';
import { RiMailLine } from '@remixicon/react';
import { listTargets, readMail } from '../../model/relations';
import { TargetNames } from '../TargetNames';
import styles from './ProfileCard.module.css';

/** What a team or a person is to others, by the relation that says so. */
const places = [
  { label: 'In team', type: 'memberOf' },
  { label: 'Part of', type: 'childOf' },
  { label: 'Teams in it', type: 'parentOf' },
];

/** How a team or a person is reached, and where they belong. */
export function ProfileCard() {
  const { entity } = useEntity();
  const address = readMail(entity);
  const mail = address && safeUrl(`mailto:${address}`);
  const belongs = places
    .map(({ label, type }) => ({ label, targets: listTargets(entity, [type]) }))
    .filter(({ targets }) => targets.length > 0);
  const title = entity.kind === 'Group' ? 'Team' : 'Person';
  if (!mail && belongs.length === 0) {
    return (
      <Panel title={title}>
        <p className={styles.nothing}>
          No mail address is known. It comes from where teams and people are
          read.
        </p>
      </Panel>
    );
  }
  return (
    <Panel title={title}>
      <FactList>
        {mail ? (
          <Fact label="Mail">
            <RiMailLine size={16} aria-hidden />
            <Link href={mail}>{address}</Link>
          </Fact>
        ) : null}
        {belongs.map(({ label, targets }) => (
          <Fact key={label} label={label}>
            <TargetNames targets={targets} />
          </Fact>
        ))}
      </FactList>
    </Panel>
  );
}
