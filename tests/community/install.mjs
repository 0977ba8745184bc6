#!/usr/bin/env node
// Installs the packages of community nodes, and prints the folder that their node_modules/ is in.

import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { install } from '../npm/install.mjs';

export const home = await install('community-nodes', path.dirname(fileURLToPath(import.meta.url)), [
  'package.json',
  'package-lock.json',
  '.npmrc',
]);
if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(home);
