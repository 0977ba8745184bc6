#!/usr/bin/env node
// Prints what the nodes of the packages say of themselves, as JSON: a list of descriptions. Functions are {"$js": "function"}.

import { createRequire } from 'node:module';
import path from 'node:path';

import { home } from './install.mjs';

const PACKAGES = ['n8n-nodes-autentique', 'n8n-nodes-immojump'];

const require = createRequire(path.join(home, 'package.json'));
const descriptions = [];
for (const name of PACKAGES) {
  const folder = path.join(home, 'node_modules', name);
  for (const file of require(path.join(folder, 'package.json')).n8n.nodes) {
    const type = new (require(path.join(folder, file))[path.basename(file).split('.')[0]])();
    descriptions.push(type.description);
  }
}
const marked = (_, value) => (typeof value === 'function' ? { $js: 'function' } : value);
process.stdout.write(JSON.stringify(descriptions, marked));
