import { Fragment } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { EntityContentLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import { Column, Columns } from '@fairway/look';
import { EntityNotes } from './EntityNotes';

type Card = EntityContentLayoutProps['cards'][number];

function show(cards: Card[]) {
  return cards.map((card, index) => (
    <Fragment key={card.element.key ?? index}>{card.element}</Fragment>
  ));
}

/** What happens in the wide column, what it is in the narrow one. */
export function OverviewLayout({ cards }: EntityContentLayoutProps) {
  const { entity } = useEntity();
  const info = cards.filter(({ type }) => type === 'info');
  const content = cards.filter(({ type }) => type !== 'info');
  return (
    <>
      <EntityNotes entity={entity} />
      {content.length ? (
        <Columns layout="2-1">
          <Column>{show(content)}</Column>
          <Column>{show(info)}</Column>
        </Columns>
      ) : (
        <Columns layout="1-1">
          <Column>{show(info.filter((_, index) => index % 2 === 0))}</Column>
          <Column>{show(info.filter((_, index) => index % 2 === 1))}</Column>
        </Columns>
      )}
    </>
  );
}
