'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.DeskApi = class DeskApi {
  constructor() {
    this.name = 'deskApi';
    this.displayName = 'Desk API';
    this.properties = [
      { displayName: 'URL', name: 'url', type: 'string', default: '' },
      { displayName: 'Token', name: 'token', type: 'string', typeOptions: { password: true }, default: '' },
    ];
    this.authenticate = { type: 'generic', properties: { headers: { 'X-Token': '={{ $credentials.token }}' } } };
  }
};
