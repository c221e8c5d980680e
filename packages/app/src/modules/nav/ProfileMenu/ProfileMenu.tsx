import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
} from '@backstage/ui';
import {
  RiLogoutBoxRLine,
  RiUserLine,
  RiUserSettingsLine,
} from '@remixicon/react';
import { useProfile } from './useProfile';
import styles from './ProfileMenu.module.css';

/** Who is signed in, the way to the own page, and out. */
export function ProfileMenu() {
  const identityApi = useApi(identityApiRef);
  const profile = useProfile();
  return (
    <li>
      <MenuTrigger>
        <Button
          variant="tertiary"
          size="small"
          className={styles.trigger}
          iconStart={<RiUserLine size={16} />}
        >
          {profile?.name ?? 'Profile'}
        </Button>
        <Menu placement="right bottom">
          <MenuSection title={profile?.email ?? profile?.name ?? 'Signed in'}>
            <MenuItem
              href={profile?.page}
              isDisabled={!profile}
              iconStart={<RiUserSettingsLine />}
            >
              My page
            </MenuItem>
            <MenuItem
              iconStart={<RiLogoutBoxRLine />}
              onAction={() => {
                void identityApi.signOut();
              }}
            >
              Sign out
            </MenuItem>
          </MenuSection>
        </Menu>
      </MenuTrigger>
    </li>
  );
}
