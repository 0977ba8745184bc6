#!/usr/bin/env node
// Checks the OpenAPI document on standard input against the official schema. Prints {"version"} or {"errors"}.

import { createRequire } from 'node:module';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { install } from '../npm/install.mjs';

const SOURCE = path.dirname(fileURLToPath(import.meta.url));

const home = await install('openapi-validator', SOURCE, ['package.json', 'package-lock.json', '.npmrc']);
const { resolve } = createRequire(path.join(home, 'package.json'));
const { Validator } = await import(pathToFileURL(resolve('@seriousme/openapi-schema-validator')));

const validator = new Validator();
const { valid, errors } = await validator.validate(JSON.parse(await text(process.stdin)));
console.log(JSON.stringify(valid ? { version: validator.version } : { errors }));
