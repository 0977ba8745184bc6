// How Directus is run: by which node, behind which fence, with which settings.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = path.dirname(fileURLToPath(import.meta.url));

export const ADMIN = { email: 'admin@example.com', password: 'd1r3ctu5', token: 'admin-static-token' };

// Program and arguments that run Directus' command line. `reachLoopback`: requests of Directus' own get to this machine.
export function command(home, args, { reachLoopback = false }) {
  const api = path.join(home, 'node_modules', '@directus', 'api', 'dist', 'cli', 'run.js');
  const directus = [node(home), '--no-warnings', '--import', path.join(SOURCE, 'inside.mjs'), api, ...args];
  const [program, ...rest] = reachLoopback ? directus : [...namespace(), ...directus];
  return [program, rest];
}

// Directus 12 needs node 22 with node:sqlite. The packaged one is there where npm has one for the platform.
function node(home) {
  const packaged = path.join(home, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(packaged)) return packaged;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return process.execPath;
  throw new Error(`Directus needs node 22.13 or newer, and there is none in npm for this platform; this is ${process.version}`);
}

// Without a licence, Directus 12 reports its usage to its makers whatever TELEMETRY says. No test of ours is to do that,
// so it runs in a network namespace without any network but the socket it is handed. That takes root, or a system that
// lets users have namespaces; elsewhere inside.mjs alone keeps it from opening connections.
function namespace() {
  const candidates = [['unshare', '--net', '--'], ['unshare', '--map-root-user', '--net', '--']];
  const usable = candidates.find((candidate) => succeeds([...candidate, 'true']));
  if (!usable) {
    console.error('directus-server: no network namespace can be made here (it takes root or user namespaces);');
    console.error('directus-server: Directus runs in the network of this machine, its outgoing connections refused in its process');
  }
  return usable ?? [];
}

function succeeds([program, ...args]) {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

// The whole environment: nothing of the caller's own settings gets in. Directus runs in the folder `data`, where it
// puts uploads and extensions by itself. `overrides` win.
export function environment(home, data, overrides) {
  return {
    PATH: process.env.PATH,
    HOME: data,
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: path.join(home, 'compile-cache'),
    LOG_LEVEL: 'warn',
    LOG_STYLE: 'raw',

    SECRET: 'a secret for tests, known to everybody',
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    ADMIN_TOKEN: ADMIN.token,
    DB_CLIENT: 'sqlite3',
    DB_FILENAME: path.join(data, 'data.db'),
    // Within a transaction Directus asks for a second connection (DELETE /relations/:collection/:field does), and waits a
    // minute for it where there is none. Transactions that have not begun to work hold one too.
    DB_POOL__MAX: '64',

    // Where Directus looks for extensions among the dependencies.
    PACKAGE_FILE_LOCATION: home,
    SERVE_APP: 'false',
    ROOT_REDIRECT: 'false',
    TELEMETRY: 'false',
    // Limits that a busy machine or a quick test runs into. A test that wants one switches it on.
    PRESSURE_LIMITER_ENABLED: 'false',
    RATE_LIMITER_REGISTRATION_ENABLED: 'false',
    // Directus delays failed logins and registrations against guessing.
    LOGIN_STALL_TIME: '0',
    REGISTER_STALL_TIME: '0',

    EMAIL_TRANSPORT: 'sendmail',
    EMAIL_SENDMAIL_PATH: path.join(SOURCE, 'sendmail.sh'),
    EMAIL_VERIFY_SETUP: 'false',
    MAIL_DIR: path.join(data, 'mail'),
    USER_INVITE_URL_ALLOW_LIST: 'http://127.0.0.1/invite',
    PASSWORD_RESET_URL_ALLOW_LIST: 'http://127.0.0.1/reset',
    ...overrides,
  };
}
