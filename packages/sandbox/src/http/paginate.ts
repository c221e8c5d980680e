import { Request, Response } from 'express';
import { Forge } from '../forge/Forge';
import { addressOf } from './caller';

const defaultSize = 30;
const maximumSize = 100;

function wholeNumber(value: unknown, fallback: number): number {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 ? number : fallback;
}

interface Page {
  size: number;
  number: number;
}

function pageOf(req: Request): Page {
  return {
    size: Math.min(wholeNumber(req.query.per_page, defaultSize), maximumSize),
    number: wholeNumber(req.query.page, 1),
  };
}

function setLinks(
  forge: Forge,
  req: Request,
  res: Response,
  pages: Partial<Record<'prev' | 'next' | 'last' | 'first', number>>,
) {
  const links = Object.entries(pages).map(([relation, number]) => {
    const query = new URLSearchParams(req.originalUrl.split('?')[1]);
    query.set('page', String(number));
    return `<${addressOf(forge, req)}?${query}>; rel="${relation}"`;
  });
  if (links.length > 0) {
    res.setHeader('Link', links.join(', '));
  }
}

/** Cuts out the page that `per_page` and `page` ask for, and names the neighbours in the Link header. */
export function paginate<Item>(
  forge: Forge,
  req: Request,
  res: Response,
  items: readonly Item[],
): Item[] {
  const { size, number } = pageOf(req);
  const last = Math.max(1, Math.ceil(items.length / size));
  setLinks(forge, req, res, {
    ...(number > 1 && { prev: Math.min(number - 1, last) }),
    ...(number < last && { next: number + 1, last }),
    ...(number > 1 && { first: 1 }),
  });
  return items.slice((number - 1) * size, number * size);
}

/** The same for a list whose length is not known: one more than the page is read, to know whether there is a next. */
export async function paginateUnknown<Item>(
  forge: Forge,
  req: Request,
  res: Response,
  read: (skip: number, limit: number) => Promise<Item[]>,
): Promise<Item[]> {
  const { size, number } = pageOf(req);
  const items = await read((number - 1) * size, size + 1);
  setLinks(forge, req, res, {
    ...(number > 1 && { prev: number - 1 }),
    ...(items.length > size && { next: number + 1 }),
    ...(number > 1 && { first: 1 }),
  });
  return items.slice(0, size);
}
