/** What the server's API takes and gives, by the names that the page has for it; openapi.ts is made of its document. */

import type { JsonObject } from './json';
import type { NodeJson as AnyNode } from './openapi';

export type { Json, JsonObject } from './json';
export type {
  CredentialSummary as CredentialState,
  CredentialType,
  Evaluated,
  Form,
  Item,
  LoadedOption as Choice,
  MapperField,
  MapperFields,
  OperationSummary as Operation,
  OptionsPage as Choices,
  Property as CredentialProperty,
  ResolvedParameters as Checked,
  SentRequest,
  Traced as Executed,
  TypeSummary as NodeType,
} from './openapi';

export type Credentials = Record<string, JsonObject>;

/** A node's JSON, as n8n stores it. */
export type NodeJson = Required<Pick<AnyNode, 'name' | 'type' | 'parameters'>> & { typeVersion: number };
