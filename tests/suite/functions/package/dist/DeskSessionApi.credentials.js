'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.DeskSessionApi = class DeskSessionApi {
  constructor() {
    this.name = 'deskSessionApi';
    this.displayName = 'Desk session';
    this.properties = [
      { displayName: 'URL', name: 'url', type: 'string', default: '' },
      { displayName: 'Token', name: 'token', type: 'string', typeOptions: { password: true }, default: '' },
      { displayName: 'Session', name: 'session', type: 'hidden', typeOptions: { expirable: true }, default: '' },
    ];
  }
  async preAuthentication({ url, token }) {
    const { session } = await this.helpers.httpRequest({ method: 'POST', url: `${url}/login`, headers: { 'X-Token': token } });
    return { session };
  }
  async authenticate({ token, session }, request) {
    if (!request.baseURL.startsWith('http')) throw new Error(`Below what: ${request.baseURL}?`);
    return { ...request, url: `/v2${request.url}`, headers: { ...request.headers, 'X-Token': token }, qs: { ...request.qs, session } };
  }
};
