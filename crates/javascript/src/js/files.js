// `fs` and `fs/promises`: (kit) => { fs, promises }. A package finds the texts of its own files; what else there is on the
// host it does not learn, and it writes nothing.
(kit) => {
  'use strict';
  const { ask, absent, calledBack: later } = kit;
  const path = (given) => {
    const text = given instanceof URL ? decodeURIComponent(given.pathname) : String(given).replace(/^file:\/\//, '');
    return text.startsWith('/') ? text : `/${text}`;
  };
  const text = (given) => ask('text', path(given));
  const refuse = (name) => absent(`fs.${name}`);
  const encodingOf = (options) => (typeof options === 'string' ? options : options?.encoding);
  const read = (name) => (file, options) => {
    const found = text(file);
    if (found === undefined) return refuse(name)();
    const bytes = Buffer.from(found);
    return encodingOf(options) ? bytes.toString(encodingOf(options)) : bytes;
  };
  const gone = (call, file) => Object.assign(new Error(`ENOENT: no such file or directory, ${call} '${file}'`), { errno: -2, code: 'ENOENT', syscall: call, path: String(file) });
  const stat = (call) => (file, options) => {
    const found = text(file);
    if (found === undefined) {
      if (options?.throwIfNoEntry === false) return undefined;
      throw gone(call, file);
    }
    return { size: Buffer.byteLength(found), isFile: () => true, isDirectory: () => false, isSymbolicLink: () => false, mtime: new Date(0), mtimeMs: 0, mode: 0o444 };
  };
  const access = (file) => { if (text(file) === undefined) throw gone('access', file); };
  const constants = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512, O_APPEND: 1024 };
  const calls = { stat: stat('stat'), lstat: stat('lstat'), access };
  const fs = {
    constants, ...constants, existsSync: (file) => text(file) !== undefined, exists: (file, done) => queueMicrotask(() => done(text(file) !== undefined)),
    readFileSync: read('readFileSync'), readFile: later(read('readFile')), realpathSync: Object.assign((file) => path(file), { native: (file) => path(file) }),
  };
  const promises = { constants, readFile: async (file, options) => read('promises.readFile')(file, options), realpath: async (file) => path(file) };
  for (const [name, call] of Object.entries(calls)) {
    fs[`${name}Sync`] = call;
    fs[name] = later(call);
    promises[name] = async (...given) => call(...given);
  }
  const refused = [
    'appendFile', 'chmod', 'chown', 'close', 'copyFile', 'cp', 'fstat', 'fsync', 'ftruncate', 'link', 'mkdir', 'mkdtemp', 'open', 'opendir', 'read', 'readdir', 'readlink',
    'rename', 'rm', 'rmdir', 'symlink', 'truncate', 'unlink', 'utimes', 'write', 'writeFile', 'writev', 'readv',
  ];
  for (const name of refused) {
    fs[name] = refuse(name);
    fs[`${name}Sync`] = refuse(`${name}Sync`);
    promises[name] = refuse(`promises.${name}`);
  }
  for (const name of ['createReadStream', 'createWriteStream', 'watch', 'watchFile', 'unwatchFile', 'Dir', 'Dirent', 'Stats', 'ReadStream', 'WriteStream']) fs[name] = refuse(name);
  return { fs: Object.assign(fs, { promises }), promises };
}
