/** What the server's API takes and gives. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A node type, as GET /nodes lists it. */
export interface NodeType {
  name: string;
  displayName: string;
  description: string;
  versions: number[];
  defaultVersion?: number;
  credentials: string[];
}

/** An operation of a node, and what it does to the service: `read`, `write`, `delete` … */
export interface Operation {
  resource: string;
  operation: string;
  resourceName: string;
  name: string;
  description: string;
  effect: string;
}

export interface Form {
  schema: JsonObject;
  uiSchema: JsonObject;
}

/** What a node would run with, and what is wrong with it, by parameter name. */
export interface Checked {
  parameters: JsonObject;
  issues?: { parameters?: Record<string, string[]> } | null;
}

export interface Item {
  json: JsonObject;
  binary?: Json;
  pairedItem?: Json;
  error?: Json;
}

export interface SentRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: Json;
}

export interface Executed {
  outputs: Item[][];
  requests: SentRequest[];
}

export interface Evaluated {
  type: string;
  value: Json;
}

export interface Choice {
  name: string;
  value: Json;
  description?: string;
  /** Where people find it in the service's own interface. */
  url?: string;
}

export interface Choices {
  options: Choice[];
  /** Where the next page starts, if there is one. */
  cursor?: string;
}

/** What a resource mapper can map to. */
export interface MapperFields {
  fields: MapperField[];
  /** Text to show if there are none. */
  emptyFieldsNotice?: string;
}

/** A field of a resource mapper, as it is also stored. */
export type MapperField = {
  id: string;
  displayName: string;
  defaultMatch: boolean;
  canBeUsedToMatch?: boolean;
  required: boolean;
  display: boolean;
  type?: string;
  /** Left out until the user adds it. */
  removed?: boolean;
  options?: { name: string; value: Json }[];
  readOnly?: boolean;
  defaultValue?: Json;
};

export interface CredentialType {
  name: string;
  displayName: string;
  properties: CredentialProperty[];
}

/** A field of a credential, in n8n's words. */
export interface CredentialProperty {
  displayName: string;
  name: string;
  type: string;
  default?: Json;
  description?: string;
  placeholder?: string;
  required?: boolean;
  typeOptions?: { password?: boolean };
  options?: { name: string; value: Json }[];
}

export interface CredentialState {
  type: string;
  displayName: string;
  stored: boolean;
}

export type Credentials = Record<string, JsonObject>;

/** A node's JSON, as n8n stores it. */
export interface NodeJson {
  name: string;
  type: string;
  typeVersion: number;
  parameters: JsonObject;
}
