import type { JsonObject } from '../api/types';
import type { Issues } from '../form/errors';
import type { Checking } from './useCheck';

/** The issues of the parameters as they are; of one that has changed since, there is no word yet. */
export function present(checked: Checking | undefined, parameters: JsonObject): Issues {
  const issues = Object.entries(checked?.issues?.parameters ?? {});
  return Object.fromEntries(issues.filter(([name]) => parameters[name] === checked?.of[name]));
}
