import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiMore2Line } from '@remixicon/react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMayManagePaths } from '../../hooks/useCreatePermissions';
import {
  actionsRouteRef,
  templateEditorRouteRef,
  templatingExtensionsRouteRef,
} from '../../routes';

/** What those who keep the paths need: editor, actions, templating. */
export function PlatformMenu() {
  const mayManage = useMayManagePaths();
  const editor = useRouteRef(templateEditorRouteRef);
  const actions = useRouteRef(actionsRouteRef);
  const extensions = useRouteRef(templatingExtensionsRouteRef);
  return (
    <MenuTrigger>
      <ButtonIcon
        variant="tertiary"
        size="small"
        icon={<RiMore2Line />}
        aria-label="For those who keep the paths"
      />
      <Menu>
        {mayManage.allowed && editor ? (
          <MenuItem href={editor()}>Template editor</MenuItem>
        ) : null}
        {actions ? <MenuItem href={actions()}>Actions</MenuItem> : null}
        {extensions ? (
          <MenuItem href={extensions()}>Templating extensions</MenuItem>
        ) : null}
      </Menu>
    </MenuTrigger>
  );
}
