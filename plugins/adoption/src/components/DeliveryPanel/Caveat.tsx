import type { DeliveryAnswer } from '@fairway/plugin-adoption-common';
import { RiInformationLine } from '@remixicon/react';
import { describeAge } from '../../model/deliveryWords';
import styles from './DeliveryPanel.module.css';

/** Why the one group can't be held against the other. */
export function Caveat({ answer }: { answer: DeliveryAnswer }) {
  const [, first, rest] = /^(.*?\.)\s*(.*)$/s.exec(answer.caveat) ?? [
    ...['', answer.caveat, ''],
  ];
  return (
    <p className={styles.caveat}>
      <RiInformationLine size={16} aria-hidden />
      <span>
        <strong>{first}</strong> {rest} {describeAge(answer)}
      </span>
    </p>
  );
}
