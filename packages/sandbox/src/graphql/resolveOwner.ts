import { Asking, resolveOrganisation, resolvePerson } from './resolvePeople';

/** The organisation or person with this login, or null. */
export function resolveOwner(asking: Asking, login: string): object | null {
  const { people } = asking.forge;
  const organisation = people.organisation(login);
  if (organisation) {
    return resolveOrganisation(asking, organisation);
  }
  const person = people.find(login);
  return person?.type === 'User' ? resolvePerson(asking, person) : null;
}
