import type { Client } from './client';
import type {
  Checked,
  Choices,
  CredentialState,
  CredentialType,
  Credentials,
  Evaluated,
  Executed,
  Form,
  Item,
  JsonObject,
  MapperFields,
  NodeJson,
  NodeType,
  Operation,
} from './types';

/** A version of a node type. */
export interface NodeVersion {
  type: string;
  version: number;
}

function path(node: NodeVersion): string {
  return `/nodes/${encodeURIComponent(node.type)}/${node.version}`;
}

export const nodes = (client: Client) => client.get<NodeType[]>('/nodes');

export const operations = (client: Client, node: NodeVersion, signal?: AbortSignal) =>
  client.get<Operation[]>(`${path(node)}/operations`, signal);

export const form = (client: Client, node: NodeVersion, resource: string, operation: string, signal?: AbortSignal) => {
  const names = [resource, operation].map(encodeURIComponent).join('/');
  return client.get<Form>(`${path(node)}/operations/${names}/form?renderer=rjsf`, signal);
};

/** The parameters as n8n stores them: without defaults and without what is not shown. */
export const check = (client: Client, node: NodeVersion, values: JsonObject, signal?: AbortSignal) => {
  const body = { type: node.type, typeVersion: node.version, values, defaults: false };
  return client.send<Checked>('POST', '/parameters', body, signal);
};

export const evaluate = (client: Client, expression: string, items: Item[], itemIndex: number, signal?: AbortSignal) =>
  client.send<Evaluated>('POST', '/evaluate', { expression, items, itemIndex }, signal);

export interface OptionsCall {
  node: NodeJson;
  /** The parameter … */
  path?: string;
  /** … or the loader that the form names. */
  method?: string;
  filter?: string;
  cursor?: string;
  credentials?: Credentials;
}

export const options = (client: Client, call: OptionsCall, signal?: AbortSignal) =>
  client.send<Choices>('POST', '/options', call, signal);

/** The same for a resource mapper, which gives fields. */
export const mapperFields = (client: Client, call: OptionsCall, signal?: AbortSignal) =>
  client.send<MapperFields>('POST', '/options', call, signal);

export interface ExecuteCall {
  node: NodeJson;
  items: Item[];
  credentials?: Credentials;
}

export const execute = (client: Client, call: ExecuteCall, signal?: AbortSignal) =>
  client.send<Executed>('POST', '/execute', { ...call, trace: true }, signal);

/** The credentials of a call; without any, the server's own count. */
export function given(credentials: Credentials): { credentials?: Credentials } {
  return Object.keys(credentials).length > 0 ? { credentials } : {};
}

export const credentialTypes = (client: Client) => client.get<CredentialType[]>('/types/credentials.json');

export const credentialStates = (client: Client) => client.get<CredentialState[]>('/credentials');

export const storeCredential = (client: Client, type: string, data: JsonObject) =>
  client.send<void>('PUT', `/credentials/${encodeURIComponent(type)}`, data);

export const deleteCredential = (client: Client, type: string) =>
  client.send<void>('DELETE', `/credentials/${encodeURIComponent(type)}`);
