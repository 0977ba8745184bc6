// Installs Directus and bootstraps a database, once per lock file, into a folder of the cache.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { command, environment } from './launch.mjs';

const SOURCE = path.dirname(fileURLToPath(import.meta.url));
const INSTALLED = ['package.json', 'package-lock.json', '.npmrc', 'stubs'];

// The folder with node_modules/ and the bootstrapped template.db.
export async function install() {
  const home = path.join(cache(), `directus-${fingerprint()}`);
  const done = path.join(home, 'installed');
  if (existsSync(done)) return home;

  mkdirSync(cache(), { recursive: true });
  const release = await lock(`${home}.lock`);
  try {
    if (existsSync(done)) return home;
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home);
    for (const name of INSTALLED) cpSync(path.join(SOURCE, name), path.join(home, name), { recursive: true });
    timed('installed', () => execFileSync('npm', ['ci', '--loglevel=error'], { cwd: home, stdio: ['ignore', 2, 2] }));
    timed('bootstrapped', () => bootstrap(home));
    writeFileSync(done, '');
    return home;
  } finally {
    release();
  }
}

function cache() {
  return process.env.NODEWRIGHT_CACHE || path.join(SOURCE, '..', '..', '.cache');
}

// Whatever an installation is made of: another lock file or stub makes another one.
function fingerprint() {
  const hash = createHash('sha256');
  for (const name of INSTALLED) {
    const at = path.join(SOURCE, name);
    const files = statSync(at).isDirectory() ? readdirSync(at, { recursive: true }).map((file) => path.join(at, file)) : [at];
    for (const file of files.sort()) if (statSync(file).isFile()) hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
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

// Several test binaries may get here at once. The lock of one that died is taken over.
async function lock(folder) {
  const owner = path.join(folder, 'pid');
  for (;;) {
    try {
      mkdirSync(folder);
      writeFileSync(owner, String(process.pid));
      return () => rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (existsSync(owner) && !isRunning(Number(readFileSync(owner, 'utf8')))) rmSync(folder, { recursive: true, force: true });
    else await sleep(200);
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function timed(what, work) {
  const start = Date.now();
  work();
  console.error(`directus-server: ${what} in ${Date.now() - start} ms`);
}
