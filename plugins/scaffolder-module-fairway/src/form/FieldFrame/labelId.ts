/** Id of the label of the field with this id; a control inside a {@link FieldFrame} is named by it. */
export function labelId(id: string): string {
  return `${id}__label`;
}
