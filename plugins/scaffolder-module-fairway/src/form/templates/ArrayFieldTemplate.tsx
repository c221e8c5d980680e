import { Button, ButtonIcon } from '@backstage/ui';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import {
  descriptionId,
  titleId,
  type ArrayFieldTemplateProps,
} from '@rjsf/utils';
import styles from './templates.module.css';

/** A list that grows and shrinks. */
export function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const { idSchema, title, items, canAdd, onAddClick, disabled, schema } =
    props;
  const id = idSchema.$id;
  const description = props.uiSchema?.['ui:description'] ?? schema.description;
  return (
    <fieldset className={styles.group}>
      <legend id={titleId(id)}>{title}</legend>
      {description ? (
        <p id={descriptionId(id)} className={styles.description}>
          {description}
        </p>
      ) : null}
      {items.map(item => (
        <div key={item.key} className={styles.item}>
          <div className={styles.itemContent}>{item.children}</div>
          {item.hasRemove ? (
            <ButtonIcon
              variant="tertiary"
              size="small"
              icon={<RiDeleteBinLine />}
              aria-label={`Remove ${title} ${item.index + 1}`}
              isDisabled={disabled}
              onPress={() => item.onDropIndexClick(item.index)()}
            />
          ) : null}
        </div>
      ))}
      {canAdd ? (
        <Button
          variant="secondary"
          size="small"
          iconStart={<RiAddLine />}
          isDisabled={disabled}
          onPress={() => onAddClick()}
        >
          Add {title ? title.toLowerCase() : 'one'}
        </Button>
      ) : null}
    </fieldset>
  );
}
