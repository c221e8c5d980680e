import type { Entity } from '@backstage/catalog-model';
import { ExtensionBoundary } from '@backstage/frontend-plugin-api';
import { useStarredEntity } from '@backstage/plugin-catalog-react';
import {
  ButtonIcon,
  ButtonLink,
  Menu,
  MenuItem,
  MenuTrigger,
} from '@backstage/ui';
import { useEntityLinks } from '@fairway/plugin-catalog-insights-react';
import {
  RiArrowRightLine,
  RiLineChartLine,
  RiMore2Line,
  RiStarFill,
  RiStarLine,
  RiTerminalBoxLine,
} from '@remixicon/react';
import type { EntityMenuItem } from './entityPageTypes';

function StarButton({ entity }: { entity: Entity }) {
  const { isStarredEntity, toggleStarredEntity } = useStarredEntity(entity);
  const { name } = entity.metadata;
  return (
    <ButtonIcon
      variant="tertiary"
      size="small"
      aria-label={isStarredEntity ? `Unstar ${name}` : `Star ${name}`}
      aria-pressed={isStarredEntity}
      icon={isStarredEntity ? <RiStarFill /> : <RiStarLine />}
      onPress={() => toggleStarredEntity()}
    />
  );
}

function MenuEntry({ item }: { item: EntityMenuItem }) {
  const { icon, useProps } = item.data;
  const { title, disabled, onClick, ...link } = useProps();
  const href = 'href' in link ? link.href : undefined;
  return (
    <MenuItem
      iconStart={<>{icon}</>}
      href={href}
      isDisabled={disabled}
      onAction={
        onClick
          ? () => {
              // What fails here is reported by the item's own dialog or toast.
              void Promise.resolve(onClick()).catch(() => undefined);
            }
          : undefined
      }
    >
      {title}
    </MenuItem>
  );
}

const watchIcons = {
  logs: <RiTerminalBoxLine />,
  metrics: <RiLineChartLine />,
};

/** What one needs first when something is wrong. */
function WatchLinks({ entity }: { entity: Entity }) {
  const links = useEntityLinks()(entity);
  return (['logs', 'metrics'] as const).map(target => {
    const link = links.find(found => found.target === target);
    return link ? (
      <ButtonLink
        key={target}
        variant="secondary"
        size="small"
        href={link.href}
        iconStart={watchIcons[target]}
        target="_blank"
        rel="noopener noreferrer"
      >
        {target === 'logs' ? 'Logs' : 'Metrics'}
      </ButtonLink>
    ) : null;
  });
}

interface EntityActionsProps {
  entity: Entity;
  menuItems: EntityMenuItem[];
}

/** What can be done with an entity from any of its tabs. */
export function EntityActions({ entity, menuItems }: EntityActionsProps) {
  const items = menuItems.filter(item => item.filter(entity));
  const { kind, metadata } = entity;
  return (
    <>
      {kind === 'Template' ? (
        <ButtonLink
          variant="primary"
          size="small"
          href={`/create/templates/${metadata.namespace ?? 'default'}/${metadata.name}`}
          iconEnd={<RiArrowRightLine />}
        >
          Create with this path
        </ButtonLink>
      ) : null}
      <WatchLinks entity={entity} />
      <StarButton entity={entity} />
      {items.length > 0 ? (
        <MenuTrigger>
          <ButtonIcon
            variant="tertiary"
            size="small"
            aria-label="More actions"
            icon={<RiMore2Line />}
          />
          <Menu placement="bottom end">
            {items.map(item => (
              <ExtensionBoundary
                key={item.id}
                node={item.node}
                errorPresentation="error-api"
              >
                <MenuEntry item={item} />
              </ExtensionBoundary>
            ))}
          </Menu>
        </MenuTrigger>
      ) : null}
    </>
  );
}
