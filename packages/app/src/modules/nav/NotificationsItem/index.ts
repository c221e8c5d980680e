export { NotificationsItem } from './NotificationsItem';
