// The default export is what React.lazy wants.
export { SearchPalette as default } from './SearchPalette';
