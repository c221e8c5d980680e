export { permissionModuleFairway as default } from './module';
export { schedulerManagePermission } from './permissions';
