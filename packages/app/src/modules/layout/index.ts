export { Brand } from './Brand';
export { layoutModule } from './layoutModule';
export { Splash } from './Splash';
