// CommonJS: (kit) => { load }. A file is compiled by the other side under its path, so that stacks name file and line.
(kit) => {
  'use strict';
  const { ask, part, hide } = kit;
  const cache = Object.create(null);
  const dirname = (file) => file.replace(/\/[^/]*$/, '') || '/';
  class Module {
    constructor(filename, parent) {
      Object.assign(this, { id: filename, filename, path: dirname(filename), exports: {}, loaded: false, children: [], paths: [], parent });
    }
    require(request) { return load(this, request); }
  }
  const missing = (request, from) => Object.assign(new Error(`Cannot find module '${request}'\nRequire stack:\n- ${from}`), { code: 'MODULE_NOT_FOUND', request });
  const resolve = (parent, request, lent) => {
    const filename = ask('resolve', parent.path, request) ?? lent;
    if (filename === undefined) throw missing(request, parent.filename);
    return filename;
  };
  const requireOf = (module) => {
    const resolved = (request) => (part('nodeModules')(String(request)) === undefined ? resolve(module, String(request)) : String(request));
    return Object.assign((request) => load(module, request), { resolve: Object.assign(resolved, { paths: () => null }), cache, main: undefined, extensions: {} });
  };
  // `require` as a file has it, for libraries that look for others.
  const createRequire = (file) => requireOf(new Module(String(file).replace(/^file:\/\//, ''), null));
  const load = (parent, wanted) => {
    const request = String(wanted);
    const builtin = part('nodeModules')(request);
    if (builtin !== undefined) return builtin;
    const filename = resolve(parent, request, part('nodeModules').lent(request));
    if (typeof filename !== 'string') return filename.module;
    if (cache[filename]) return cache[filename].exports;
    const module = new Module(filename, parent);
    cache[filename] = module;
    try {
      if (filename.endsWith('.json')) module.exports = JSON.parse(ask('text', filename).replace(/^\uFEFF/, ''));
      else if (filename.endsWith('.node')) throw new Error(`Native modules such as ${filename.slice(1)} are not available to packages`);
      else {
        const compiled = ask('compile', filename);
        if (typeof compiled !== 'function') module.exports = compiled;
        else {
          compiled.call(module.exports, module.exports, requireOf(module), module, filename, module.path);
        }
      }
      module.loaded = true;
    } catch (error) {
      delete cache[filename];
      throw error;
    }
    return module.exports;
  };
  // ECMAScript modules import files, and what `require` gives: its own names, and itself as the default.
  const isName = (name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default';
  const given = Object.create(null);
  const imports = {
    resolve(base, name) {
      if (part('nodeModules')(name) !== undefined) return name;
      const file = String(name).replace(/^file:\/\//, '');
      if (base === '') return file;
      const parent = { path: dirname(base), filename: base };
      const found = resolve(parent, file, part('nodeModules').lent(file));
      return typeof found === 'string' ? found : name;
    },
    source(_, name) {
      if (name.startsWith('/') && ask('isModule', name)) return ask('text', name).replace(/^\uFEFF/, '');
      const exports = load(new Module('/', null), name);
      given[name] = exports;
      const names = exports !== null && ['object', 'function'].includes(typeof exports) ? Object.keys(exports).filter(isName) : [];
      const own = names.map((key, at) => `const of${at} = all[${JSON.stringify(key)}]; export { of${at} as ${key} };`);
      return `const all = globalThis[Symbol.for('nodewright.imports')].given[${JSON.stringify(name)}]; export default all; ${own.join(' ')}`;
    },
    given,
  };
  hide(globalThis, Symbol.for('nodewright.imports'), imports);
  return { load: (filename) => load(new Module('/', null), filename), createRequire, Module };
}
