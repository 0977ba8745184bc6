// Functions of credential types: (kit) => { authenticate, preAuthentication }.
(kit) => {
  'use strict';
  const { part, lacking } = kit;
  const node = { name: '', type: '', typeVersion: 1, parameters: {}, position: [0, 0], id: '' };
  const self = () => {
    const made = { getNode: () => node, getInputData: () => [] };
    return lacking('this', Object.assign(made, { helpers: part('helpers')(made), logger: console }));
  };
  // What fails while a request is signed is of the service, as the request itself.
  const ofService = (work) => async (...given) => {
    try {
      return await work(...given);
    } catch (error) {
      throw new (part('error').NodeApiError)(node, error);
    }
  };
  return {
    authenticate: ofService(async (type, { credentials, request }) => {
      const signed = await type.authenticate.call(self(), credentials, request);
      const { body, ...rest } = signed ?? request;
      return { request: { ...rest, ...(body === undefined ? {} : { body }) } };
    }),
    preAuthentication: ofService(async (type, { credentials }) => ({ data: await type.preAuthentication.call(self(), credentials) ?? null })),
  };
}
