import type { JsonObject } from '../api/types';
import type { Issues } from '../form/errors';
import type { Checking } from './useCheck';

/** The issues of the parameters as they are; a parameter that has changed since has none yet. */
export function present(checked: Checking | undefined, parameters: JsonObject): Issues {
  const issues = Object.entries(checked?.issues?.parameters ?? {});
  // A resource mapper is named without a message beside `mapper.field`, which has one.
  const said = issues.filter(([, messages]) => messages.length > 0);
  const same = (name: string) => parameters[name] === checked?.of[name];
  return Object.fromEntries(said.filter(([name]) => same(name) && same(name.split('.')[0] ?? name)));
}
