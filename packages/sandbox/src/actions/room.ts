import { Forge } from '../forge/Forge';
import { Room } from '../forge/Room';
import { ActionsService } from './ActionsService';
import { actionsPages } from './pages/actionsPages';
import { actionsRoutes } from './routes/actionsRoutes';
import { actionsMigrations } from './store/actionsMigrations';

const services = new WeakMap<Forge, ActionsService>();

/** A forge has one service, however many of the room's parts ask for it. */
function serviceOf(forge: Forge): ActionsService {
  const service = services.get(forge) ?? new ActionsService(forge);
  services.set(forge, service);
  return service;
}

/** Workflows: they are run for real, on this machine. */
export const actionsRoom: Room = {
  name: 'actions',
  migrations: actionsMigrations,
  rest: forge => actionsRoutes(forge, serviceOf(forge)),
  pages: forge => actionsPages(forge, serviceOf(forge)),
  async start(forge) {
    const service = serviceOf(forge);
    await service.start();
    return { stop: () => service.stop() };
  },
};
