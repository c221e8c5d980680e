import type { PartAsked } from './pageQuery';
import type { FigurePredicate, Predicate } from './predicates';

/** Stands for a value that each question brings along; counted from 1. */
export class Slot {
  readonly slot: number;

  constructor(slot: number) {
    this.slot = slot;
  }
}

/** A question without its values, and these. */
export interface Shape {
  asked: PartAsked;
  values: unknown[];
}

/**
 * What questions have in common that differ in their values alone; undefined where a value decides how it is put.
 * Everything else in it is from a list of ours, or of the policy's.
 */
export function shapeOf(asked: PartAsked): Shape | undefined {
  const values: unknown[] = [];
  const known = new Map<unknown, Slot>();
  let fixed = true;
  const slotFor = (value: unknown) => new Slot(values.push(value));
  const listSlot = (list: string[]): string[] => {
    const slot = known.get(list) ?? slotFor(list);
    known.set(list, slot);
    return slot as unknown as string[];
  };
  const ends = new Map<object, FigurePredicate>();
  const openRange = (predicate: FigurePredicate): FigurePredicate => {
    const before = ends.get(predicate);
    if (before) return before;
    const { column, from, to } = predicate;
    const slotOf = (end?: number) =>
      end === undefined ? undefined : (slotFor(end) as unknown as number);
    const opened = { column, from: slotOf(from), to: slotOf(to) };
    ends.set(predicate, opened);
    return opened;
  };
  const open = (predicate: Predicate): Predicate => {
    if ('allOf' in predicate) return { allOf: predicate.allOf.map(open) };
    if ('anyOf' in predicate) return { anyOf: predicate.anyOf.map(open) };
    if ('not' in predicate) return { not: open(predicate.not) };
    if ('refs' in predicate) return { refs: listSlot(predicate.refs) };
    if ('column' in predicate) return openRange(predicate);
    if ('word' in predicate) fixed = false;
    if (!('key' in predicate) || !predicate.values) return predicate;
    return { key: predicate.key, values: listSlot(predicate.values) };
  };
  const { plan, from } = asked;
  if (plan.few?.ids) return undefined;
  const shape: PartAsked = {
    ...asked,
    plan: {
      kind: plan.kind,
      readable: plan.readable.map(open),
      predicates: plan.predicates.map(open),
      few: plan.few && {
        predicate: open(plan.few.predicate),
        whole: plan.few.whole,
      },
    },
    from: from && {
      part: from.part,
      value: slotFor(from.value) as unknown as string,
      ref: slotFor(from.ref) as unknown as string,
    },
  };
  return fixed ? { asked: shape, values } : undefined;
}
