// Functions of credential types: (kit) => { authenticate, preAuthentication }.
(kit) => {
  'use strict';
  const { part, lacking } = kit;
  const self = () => {
    const node = { name: '', type: '', typeVersion: 1, parameters: {}, position: [0, 0], id: '' };
    const made = { getNode: () => node, getInputData: () => [] };
    return lacking('this', Object.assign(made, { helpers: part('helpers')(made), logger: console }));
  };
  return {
    authenticate: async (type, { credentials, request }) => {
      const signed = await type.authenticate.call(self(), credentials, request);
      const { body, ...rest } = signed ?? request;
      return { request: { ...rest, ...(body === undefined ? {} : { body }) } };
    },
    preAuthentication: async (type, { credentials }) => ({ data: await type.preAuthentication.call(self(), credentials) ?? null }),
  };
}
