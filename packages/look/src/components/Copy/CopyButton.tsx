import { useEffect, useState } from 'react';
import { Button, ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import styles from './Copy.module.css';

type Outcome = 'copied' | 'refused';

/** @public */
export interface CopyButtonProps {
  /** What goes to the clipboard. */
  value: string;
  /** What it is, as in "Copy command". */
  what: string;
  /** An icon alone; `what` is then read aloud only. */
  iconOnly?: boolean;
}

/**
 * Copies a text, and says that it did (or that the browser refused).
 *
 * @public
 */
export function CopyButton({ value, what, iconOnly }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>();

  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), 2_000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome('copied');
    } catch {
      // Without HTTPS or permission there is no clipboard: the text stays selectable beside the button.
      setOutcome('refused');
    }
  };

  const icon = outcome === 'copied' ? <RiCheckLine /> : <RiFileCopyLine />;
  const said =
    outcome === 'refused' ? 'Not copied: select it by hand' : 'Copied';
  return (
    <span className={styles.button}>
      {iconOnly ? (
        <ButtonIcon
          variant="tertiary"
          size="small"
          icon={icon}
          aria-label={`Copy ${what}`}
          onPress={copy}
        />
      ) : (
        <Button
          variant="secondary"
          size="small"
          iconStart={icon}
          onPress={copy}
        >
          Copy {what}
        </Button>
      )}
      <span role="status" className={styles.said}>
        {outcome ? said : ''}
      </span>
    </span>
  );
}
