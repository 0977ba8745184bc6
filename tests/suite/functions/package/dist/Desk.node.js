'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
const { NodeApiError } = require('n8n-workflow');

async function addTitle(request) {
  const { url } = await this.getCredentials('deskApi');
  const input = this.getInputData();
  request.body = { ...request.body, title: `${this.getNodeParameter('title')} ${this.getItemIndex()}`, from: input.json.name, host: new URL(url).protocol };
  return request;
}
async function upload(request) {
  const file = this.helpers.assertBinaryData('data');
  const bytes = await this.helpers.getBinaryDataBuffer('data');
  const form = new FormData();
  form.append('file', new Blob([bytes], { type: file.mimeType }), file.fileName);
  request.body = form;
  return request;
}
async function refuse(items, response) {
  if (response.body.ok === false) throw new NodeApiError(this.getNode(), response.body, { message: 'The desk is closed', httpCode: '418' });
  return items.map((item) => ({ json: { ...item.json, status: response.statusCode } }));
}
async function pages(request) {
  const all = [];
  for (let page = 1; page <= 3; page += 1) {
    request.options.qs = { ...request.options.qs, page };
    const items = await this.makeRoutingRequest(request);
    all.push(...items);
    if (items.length < 2) break;
  }
  return all;
}
exports.Desk = class Desk {
  constructor() {
    this.description = {
      displayName: 'Desk', name: 'desk', group: ['input'], version: 1, description: 'Tickets', defaults: { name: 'Desk' },
      inputs: ['main'], outputs: ['main'], credentials: [{ name: 'deskApi', required: true }],
      requestDefaults: { baseURL: '={{ $credentials.url }}' },
      properties: [
        {
          displayName: 'Operation', name: 'operation', type: 'options', default: 'create',
          options: [
            { name: 'Create', value: 'create', routing: { request: { method: 'POST', url: '/tickets' }, send: { preSend: [addTitle] }, output: { postReceive: [refuse] } } },
            { name: 'List', value: 'list', routing: { request: { method: 'GET', url: '/tickets' }, send: { paginate: true }, operations: { pagination: pages } } },
            { name: 'Upload', value: 'upload', routing: { request: { method: 'POST', url: '/files' }, send: { preSend: [upload] } } },
            { name: 'Throw', value: 'throw', routing: { request: { method: 'GET', url: '/tickets' }, send: { preSend: [async () => { throw new Error('not today'); }] } } },
          ],
        },
        { displayName: 'Title', name: 'title', type: 'string', default: 'Ticket', displayOptions: { show: { operation: ['create'] } } },
      ],
    };
  }
};
