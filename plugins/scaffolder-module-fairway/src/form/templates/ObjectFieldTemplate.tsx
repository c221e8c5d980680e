import {
  descriptionId,
  getUiOptions,
  titleId,
  type ObjectFieldTemplateProps,
} from '@rjsf/utils';
import styles from './templates.module.css';

/** Two short fields that belong together stand side by side where there is room. */
const HALF_WIDTH_FIELDS = new Set(['OwnTeam', 'SystemPicker']);

type Property = ObjectFieldTemplateProps['properties'][number];

function isHalf(property: Property): boolean {
  const { field, half } = getUiOptions(property.content.props.uiSchema);
  return half === true || HALF_WIDTH_FIELDS.has(String(field));
}

/** A short field draws up the next short one, so that the two can stand side by side; in the document too. */
function pairUp(properties: Property[]): Property[] {
  const left = [...properties];
  const placed: Property[] = [];
  while (left.length > 0) {
    const property = left.shift()!;
    placed.push(property);
    const partner = isHalf(property) ? left.findIndex(isHalf) : -1;
    if (partner >= 0) placed.push(...left.splice(partner, 1));
  }
  return placed;
}

/** The fields of a page or, with its own heading, of an object inside it. */
export function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { idSchema, title, description, properties, uiSchema } = props;
  const id = idSchema.$id;
  const fields = (
    <div className={styles.fields}>
      {(uiSchema?.['ui:order'] ? properties : pairUp(properties)).map(
        property => (
          <div
            key={property.name}
            className={isHalf(property) ? styles.half : styles.whole}
            hidden={property.hidden}
          >
            {property.content}
          </div>
        ),
      )}
    </div>
  );
  if (id === 'root') return fields;
  return (
    <fieldset className={styles.group} aria-describedby={descriptionId(id)}>
      {title ? <legend id={titleId(id)}>{title}</legend> : null}
      {description ? (
        <p id={descriptionId(id)} className={styles.description}>
          {description}
        </p>
      ) : null}
      {fields}
    </fieldset>
  );
}
