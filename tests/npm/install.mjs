// Installs a package's dependencies with `npm ci`, once per lock file, into a folder of the cache.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

// The folder with node_modules/: `.cache/<name>-<hash>` at the repository's root, or in $NODEWRIGHT_CACHE. `files` of
// `source` are what the installation is made of; `prepare` is called with the folder when it is new.
export async function install(name, source, files, prepare = () => {}) {
  const cache = process.env.NODEWRIGHT_CACHE || path.join(ROOT, '.cache');
  const home = path.join(cache, `${name}-${fingerprint(source, files)}`);
  const done = path.join(home, 'installed');
  if (existsSync(done)) return home;

  mkdirSync(cache, { recursive: true });
  const release = await lock(`${home}.lock`);
  try {
    if (existsSync(done)) return home;
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home);
    for (const file of files) cpSync(path.join(source, file), path.join(home, file), { recursive: true });
    timed(`${name}: installed`, () => execFileSync('npm', ['ci', '--loglevel=error'], { cwd: home, stdio: ['ignore', 2, 2] }));
    prepare(home);
    writeFileSync(done, '');
    return home;
  } finally {
    release();
  }
}

export function timed(what, work) {
  const start = Date.now();
  work();
  console.error(`${what} in ${Date.now() - start} ms`);
}

// Another lock file, or whatever else it is made of, makes another installation.
function fingerprint(source, files) {
  const hash = createHash('sha256');
  for (const name of files) {
    const at = path.join(source, name);
    const all = statSync(at).isDirectory() ? readdirSync(at, { recursive: true }).map((file) => path.join(at, file)) : [at];
    for (const file of all.sort()) if (statSync(file).isFile()) hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
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
