import type { Operation } from '../api/types';

export interface ResourceGroup {
  resource: string;
  name: string;
  operations: Operation[];
}

/** The operations by resource, in the order of the form. */
export function byResource(operations: Operation[]): ResourceGroup[] {
  const groups = new Map<string, ResourceGroup>();
  for (const operation of operations) {
    const { resource, resourceName: name } = operation;
    const group = groups.get(resource) ?? { resource, name, operations: [] };
    group.operations.push(operation);
    groups.set(resource, group);
  }
  return [...groups.values()];
}

/** Those in which every word of the query occurs. */
export function matching(operations: Operation[], query: string): Operation[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return operations.filter((one) => {
    const text = [one.resource, one.operation, one.resourceName, one.name, one.description].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
