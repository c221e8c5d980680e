import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { notificationsApiRef } from '@backstage/plugin-notifications';
import { useSignal } from '@backstage/plugin-signals-react';

/** How many notifications wait, counted again whenever the portal is told that one came or was read. */
export function useUnreadCount(): number {
  const notificationsApi = useApi(notificationsApiRef);
  const { lastSignal } = useSignal('notifications');
  const [unread, setUnread] = useState(0);

  useEffect(() => {
    let current = true;
    notificationsApi.getStatus().then(
      status => current && setUnread(status.unread),
      // A count that can't be had is no reason to disturb: the page itself says what is wrong.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [notificationsApi, lastSignal]);

  return unread;
}
