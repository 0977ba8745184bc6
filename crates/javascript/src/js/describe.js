// What a file of a package declares: (kit) => { node, credential, nodeType, credentialType }.
(kit) => {
  'use strict';
  const { part } = kit;
  const instances = new Map();
  // n8n goes by the name of the file for the name of the class.
  const instance = (file) => {
    if (instances.has(file)) return instances.get(file);
    const exported = part('require').load(file);
    const name = file.split('/').pop().split('.')[0];
    const found = exported?.[name] ?? Object.values(exported ?? {}).find((value) => typeof value === 'function') ?? (typeof exported === 'function' ? exported : undefined);
    if (typeof found !== 'function') throw new Error(`${file.slice(1)} exports no class '${name}'`);
    const made = new found();
    instances.set(file, made);
    return made;
  };
  // Functions are marked; what goes in circles is no description.
  const data = (value) => JSON.parse(JSON.stringify(value, (_, member) => (typeof member === 'function' ? { $js: 'function' } : member)));
  const version = (type, base) => {
    if (typeof type?.description !== 'object' || type.description === null) return { missing: 'description' };
    return {
      description: data({ ...base, ...type.description }),
      does: ['execute', 'webhook', 'trigger', 'poll', 'supplyData'].filter((name) => typeof type[name] === 'function'),
      methods: ['loadOptions', 'listSearch', 'resourceMapping'].flatMap((kind) => Object.keys(type.methods?.[kind] ?? {})),
    };
  };
  const node = (file) => {
    const type = instance(file);
    if (!type.nodeVersions) return { versions: [version(type, {})] };
    const { defaultVersion, ...base } = data(type.description ?? {});
    return { defaultVersion, versions: Object.entries(type.nodeVersions).map(([key, one]) => ({ ...version(one, { version: Number(key), ...base }), key })) };
  };
  const nodeType = (file, key) => {
    const type = instance(file);
    return key === null || key === undefined ? type : type.nodeVersions[key];
  };
  const credential = (file) => {
    const type = instance(file);
    const own = {};
    for (const name of ['name', 'displayName', 'extends', 'documentationUrl', 'genericAuth', 'properties', 'authenticate', 'test', 'icon', 'httpRequestNode', 'supportedNodes']) {
      if (type[name] !== undefined) own[name] = type[name];
    }
    return { type: data(own), does: ['authenticate', 'preAuthentication'].filter((name) => typeof type[name] === 'function') };
  };
  return { node, credential, nodeType, credentialType: instance };
}
