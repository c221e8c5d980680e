import { authorOf, writeCommit } from '../git/writeCommit';
import { organisation } from './ensureBasics';
import { Forge } from './Forge';
import { catalogRepository, people, seedTime, teams } from './seed';

const milestone = 'seed';

/** What a first start brings: people, teams, the catalog's repository. A start that broke off is taken up again. */
export async function plantSeed(forge: Forge): Promise<void> {
  const { database } = forge;
  if (database.get('SELECT 1 FROM milestones WHERE name = ?', [milestone])) {
    return;
  }
  database.transact(() => plantPeople(forge));
  await plantCatalog(forge);
  database.run('INSERT INTO milestones (name, reached_at) VALUES (?, ?)', [
    milestone,
    new Date().toISOString(),
  ]);
}

function plantPeople({ database, people: known }: Forge) {
  for (const { login, name, owner } of people) {
    database.run(
      `INSERT OR IGNORE INTO people (login, name, email, type, created_at) VALUES (?, ?, ?, 'User', ?)`,
      [login, name, `${login}@example.org`, seedTime],
    );
    database.run(
      'INSERT OR IGNORE INTO organisation_members (organisation, login, role) VALUES (?, ?, ?)',
      [organisation, login, owner ? 'admin' : 'member'],
    );
  }
  for (const team of teams) {
    database.run(
      'INSERT OR IGNORE INTO teams (organisation, slug, name, description) VALUES (?, ?, ?, ?)',
      [organisation, team.slug, team.name, team.description],
    );
    const { id } = known.team(organisation, team.slug)!;
    for (const [role, logins] of [
      ['member', team.members],
      ['maintainer', team.maintainers],
    ] as const) {
      for (const login of logins) {
        database.run(
          'INSERT OR IGNORE INTO team_members (team_id, login, role) VALUES (?, ?, ?)',
          [id, login, role],
        );
      }
    }
  }
}

async function plantCatalog(forge: Forge) {
  const { name, description, topics, team, files } = catalogRepository;
  const person = forge.people.get(catalogRepository.author);
  const repository =
    forge.repositories.find(organisation, name) ??
    (await forge.repositories.create({
      owner: organisation,
      name,
      description,
      creator: person,
    }));
  forge.repositories.update(repository, { topics });
  const { id } = forge.people.team(organisation, team)!;
  forge.grants.setTeam(repository.id, id, 'admin');
  if (forge.pushes.shaOf(repository.id, 'refs/heads/main')) {
    return;
  }
  const sha = await writeCommit(forge, repository, {
    edits: files.map(file => ({
      path: file.path,
      content: Buffer.from(file.content),
    })),
    message: 'Describe the domains and systems of Acme\n',
    author: { ...authorOf(person), date: seedTime },
  });
  const pusher = { person, viaWorkflowToken: false };
  await forge.pushes.perform(repository.id, pusher, async current => {
    await forge.git.run(['update-ref', 'refs/heads/main', sha], {
      repository: forge.repositories.folder(current),
    });
  });
}
