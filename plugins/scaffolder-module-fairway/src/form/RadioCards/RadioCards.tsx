import { labelId } from '../FieldFrame';
import styles from './RadioCards.module.css';

export interface RadioCard {
  /** Unique among the cards. */
  key: string;
  title: string;
  description?: string;
}

export interface RadioCardsProps {
  id: string;
  cards: RadioCard[];
  selected?: string;
  disabled?: boolean;
  required?: boolean;
  describedBy?: string;
  onSelect(key: string): void;
}

/** One of a few, each with what it means. Native radios: arrow keys and forms work as everywhere. */
export function RadioCards(props: RadioCardsProps) {
  const { id, cards, selected, disabled, required, describedBy, onSelect } =
    props;
  return (
    <div
      role="radiogroup"
      className={styles.cards}
      aria-labelledby={labelId(id)}
      aria-describedby={describedBy}
      aria-required={required}
    >
      {cards.map(({ key, title, description }) => (
        <label key={key} className={styles.card}>
          <input
            type="radio"
            name={id}
            value={key}
            checked={key === selected}
            disabled={disabled}
            onChange={() => onSelect(key)}
          />
          <span className={styles.words}>
            <span className={styles.title}>{title}</span>
            {description ? (
              <span className={styles.description}>{description}</span>
            ) : null}
          </span>
        </label>
      ))}
    </div>
  );
}
