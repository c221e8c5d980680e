import { itMigrates } from '@fairway/serving/testUtils';
import { migrate, migrations } from './migrate';

jest.setTimeout(60_000);

itMigrates({ migrate, migrations, table: 'deployment' });
