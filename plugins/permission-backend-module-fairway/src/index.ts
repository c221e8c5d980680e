export { accessTable, type Audience } from './accessTable';
export { permissionModuleFairway as default } from './module';
export {
  schedulerManagePermission,
  workloadReadPermission,
} from './permissions';
