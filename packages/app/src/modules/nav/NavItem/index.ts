export { NavButton, NavLink } from './NavItem';
