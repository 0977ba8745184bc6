import assert from 'node:assert/strict';
import test from 'node:test';
import { hashOf, routeOf } from './route';

test('a route survives its address', () => {
  for (const route of [
    { type: 'directus', version: 1, resource: 'auth', operation: 'logout' },
    { type: '@scope/n8n-nodes-x.thing', version: 1.2, resource: 'a b', operation: 'c/d' },
    { type: 'set', version: 3.4, resource: '', operation: '' },
  ]) {
    assert.deepEqual(routeOf(hashOf(route)), route);
  }
});

test('an unknown address is not a route', () => {
  for (const hash of ['', '#', '#/', '#/directus', '#/directus/one/auth/logout'])
    assert.equal(routeOf(hash), undefined, hash);
});
