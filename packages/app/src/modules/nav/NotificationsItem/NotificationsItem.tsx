import { VisuallyHidden } from '@backstage/ui';
import { RiNotification4Line } from '@remixicon/react';
import { NavLink } from '../NavItem';
import { useUnreadCount } from './useUnreadCount';

/** The way to the notifications, with the number of unread ones. */
export function NotificationsItem({ href }: { href: string }) {
  const unread = useUnreadCount();
  return (
    <NavLink
      href={href}
      icon={<RiNotification4Line size={16} />}
      title="Notifications"
      end={
        unread > 0 ? (
          <>
            {unread > 99 ? '99+' : unread}
            <VisuallyHidden> unread</VisuallyHidden>
          </>
        ) : undefined
      }
    />
  );
}
