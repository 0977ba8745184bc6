// Prints the path of the server's binary, installed once. It is run without npm's wrapper, so that it is the server that
// a test ends.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { install } from '../npm/install.mjs';

const source = path.dirname(fileURLToPath(import.meta.url));
const home = await install('restate-server', source, ['package.json', 'package-lock.json', '.npmrc']);
const platform = `restate-server-${process.platform}-${process.arch}`;
const binary = path.join(home, 'node_modules', '@restatedev', platform, 'bin', 'restate-server');
if (!existsSync(binary)) throw new Error(`there is no ${platform}`);
console.log(binary);
