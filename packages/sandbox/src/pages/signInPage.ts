import { Forge } from '../forge/Forge';
import { Person } from '../forge/model';
import { html } from './html';
import { initialsOf } from './initialsOf';
import { page } from './page';

export interface SignInPageOptions {
  forge: Forge;
  title: string;
  /** Where the choice is sent. */
  action: string;
  /** Who is signed in at the sandbox now. */
  viewer?: Person;
}

/** The page on which one says who one is. There are no passwords: it is a trial's sign-in, on this machine only. */
export function signInPage(options: SignInPageOptions): string {
  const { forge, title, action, viewer } = options;
  return page({
    title,
    narrow: true,
    body: html`<h1>${title}</h1>
      <p class="lead" id="explanation">
        The sandbox stands in for GitHub on this machine. Choose who you are;
        there is no password.
      </p>
      <form method="post" action="${action}" aria-describedby="explanation">
        <ul class="people">
          ${forge.people.list().map(
            person =>
              html`<li>
                <button name="login" value="${person.login}">
                  <span class="face" aria-hidden="true"
                    >${initialsOf(person.name ?? person.login)}</span
                  >
                  <span>
                    <span class="name">${person.name ?? person.login}</span>
                    <span class="quiet"
                      >${describe(forge, person)}${
                        person.login === viewer?.login && ' · you, last time'
                      }</span
                    >
                  </span>
                </button>
              </li>`,
          )}
        </ul>
      </form>`,
  });
}

function describe(forge: Forge, person: Person): string {
  const places = forge.people
    .organisationsOf(person.login)
    .flatMap(organisation => forge.people.teams(organisation.login))
    .flatMap(team =>
      forge.people
        .teamMembers(team.id)
        .filter(member => member.login === person.login)
        .map(member =>
          member.role === 'maintainer' ? `${team.name}, leads it` : team.name,
        ),
    );
  return [person.login, ...places].join(' · ');
}
