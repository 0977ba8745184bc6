'use strict';

// The native package downloads a binary from outside the registry or compiles one. node:sqlite is the same SQLite, built
// into node; only its API differs: it is synchronous, and where the other reports to a callback, it returns or throws.

const { DatabaseSync } = require('node:sqlite');

// SQLite's primary result codes, as far as Directus and knex tell them apart by name.
const CODE_NAMES = { 5: 'SQLITE_BUSY', 6: 'SQLITE_LOCKED', 8: 'SQLITE_READONLY', 14: 'SQLITE_CANTOPEN', 19: 'SQLITE_CONSTRAINT' };

// How long a statement waits for another connection to let go of the database.
const BUSY_TIMEOUT_MS = 10_000;
const BUSY_RETRY_MS = 3;

class Database {
  constructor(filename, mode, callback = mode) {
    const done = typeof callback === 'function' ? callback : () => {};
    try {
      // Both as the native package has them. Directus switches foreign keys on by itself.
      const options = { enableForeignKeyConstraints: false, enableDoubleQuotedStringLiterals: true };
      this.connection = new DatabaseSync(filename, options);
      process.nextTick(done, null);
    } catch (error) {
      process.nextTick(done, translated(error));
    }
  }

  run(sql, parameters, callback) {
    return this.#execute(sql, parameters, callback, (statement, values) => {
      const { lastInsertRowid, changes } = statement.run(...values);
      return { context: { lastID: Number(lastInsertRowid), changes: Number(changes) } };
    });
  }

  get(sql, parameters, callback) {
    return this.#execute(sql, parameters, callback, (statement, values) => {
      const row = statement.get(...values);
      return { result: row && read(row) };
    });
  }

  all(sql, parameters, callback) {
    return this.#execute(sql, parameters, callback, (statement, values) => ({ result: statement.all(...values).map(read) }));
  }

  close(callback = () => {}) {
    try {
      this.connection.close();
      process.nextTick(callback, null);
    } catch (error) {
      process.nextTick(callback, translated(error));
    }
  }

  #execute(sql, parameters, callback, step) {
    if (typeof parameters === 'function') [parameters, callback] = [[], parameters];
    const values = [parameters ?? []].flat().map(bindable);
    const deadline = Date.now() + BUSY_TIMEOUT_MS;
    const attempt = () => {
      try {
        const statement = this.connection.prepare(begunToWrite(sql));
        // Integers beyond 2^53 would throw otherwise.
        statement.setReadBigInts(true);
        const { context = {}, result } = step(statement, values);
        setImmediate(() => callback?.call(context, null, result));
      } catch (error) {
        const failure = translated(error);
        // All connections of the pool live on this thread: the one that holds the lock needs it to get on.
        if (failure.code === 'SQLITE_BUSY' && Date.now() < deadline) setTimeout(attempt, BUSY_RETRY_MS);
        else setImmediate(() => callback?.call({}, failure));
      }
    };
    attempt();
    return this;
  }
}

// Two transactions that have read wait for each other forever once both write. Here the second one waits at its start.
function begunToWrite(sql) {
  return sql === 'BEGIN;' ? 'BEGIN IMMEDIATE;' : sql;
}

// What the native package makes of JavaScript's values.
function bindable(value) {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return (value | 0) === value ? BigInt(value) : value;
  if (value instanceof Date) return value.getTime();
  if (value === null || typeof value === 'bigint' || ArrayBuffer.isView(value)) return value;
  return String(value);
}

function read(row) {
  const plain = {};
  for (const [column, value] of Object.entries(row)) {
    if (typeof value === 'bigint') plain[column] = Number(value);
    else if (value instanceof Uint8Array) plain[column] = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    else plain[column] = value;
  }
  return plain;
}

// Directus reads the kind of an error out of its message: "SQLITE_CONSTRAINT: UNIQUE constraint failed: articles.id".
function translated(error) {
  if (error.code !== 'ERR_SQLITE_ERROR') return error;
  const errno = error.errcode & 0xff;
  const code = CODE_NAMES[errno] ?? 'SQLITE_ERROR';
  return Object.assign(new Error(`${code}: ${error.message}`), { code, errno });
}

module.exports = { Database, OPEN_READONLY: 1, OPEN_READWRITE: 2, OPEN_CREATE: 4 };
