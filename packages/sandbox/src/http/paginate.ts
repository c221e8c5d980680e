import { Request, Response } from 'express';
import { Forge } from '../forge/Forge';
import { addressOf } from './caller';

const defaultSize = 30;
const maximumSize = 100;

function wholeNumber(value: unknown, fallback: number): number {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 ? number : fallback;
}

/** Cuts out the page that `per_page` and `page` ask for, and names the neighbours in the Link header. */
export function paginate<Item>(
  forge: Forge,
  req: Request,
  res: Response,
  items: readonly Item[],
): Item[] {
  const size = Math.min(
    wholeNumber(req.query.per_page, defaultSize),
    maximumSize,
  );
  const page = wholeNumber(req.query.page, 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (to: number, relation: string) => {
    const query = new URLSearchParams(req.originalUrl.split('?')[1]);
    query.set('page', String(to));
    return `<${addressOf(forge, req)}?${query}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [link(Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  if (links.length > 0) {
    res.setHeader('Link', links.join(', '));
  }
  return items.slice((page - 1) * size, page * size);
}
