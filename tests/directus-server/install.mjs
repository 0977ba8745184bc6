// Installs Directus and bootstraps a database, once per lock file.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { install as installed, timed } from '../npm/install.mjs';
import { command, environment } from './launch.mjs';

const SOURCE = path.dirname(fileURLToPath(import.meta.url));

// The folder with node_modules/ and the bootstrapped template.db.
export function install() {
  return installed('directus', SOURCE, ['package.json', 'package-lock.json', '.npmrc', 'stubs'], (home) =>
    timed('directus: bootstrapped', () => bootstrap(home)),
  );
}

// Migrations take longer than everything else at a first start, so every instance begins with a copy of this database.
function bootstrap(home) {
  const scratch = path.join(home, 'bootstrap');
  mkdirSync(scratch);
  const [program, args] = command(home, ['bootstrap'], {});
  execFileSync(program, args, { cwd: scratch, env: environment(home, scratch, {}), stdio: ['ignore', 'ignore', 2] });
  cpSync(path.join(scratch, 'data.db'), path.join(home, 'template.db'));
  rmSync(scratch, { recursive: true });
}
