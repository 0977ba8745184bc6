import { useState, type KeyboardEvent } from 'react';
import type { NodeVersion } from '../api/calls';
import type { Operation } from '../api/types';
import { hashOf } from '../route';
import { Effect } from './Effect';
import { byResource, matching, type ResourceGroup } from './search';

interface Props {
  node: NodeVersion;
  operations: Operation[];
  shown: { resource: string; operation: string } | undefined;
}

/** The operations of a node by resource, and a search over them. */
export function OperationList({ node, operations, shown }: Props) {
  const [query, setQuery] = useState('');
  const found = matching(operations, query);
  const groups = byResource(found);
  const open = (event: KeyboardEvent) => {
    const first = groups[0]?.operations[0];
    // Enter may also end the composition of a character.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || query.trim() === '' || first === undefined) return;
    location.hash = hashOf({ ...node, ...first });
  };
  return (
    <nav className="catalog" aria-label="Operations">
      <label htmlFor="search" className="unseen">
        Search operations
      </label>
      <input
        id="search"
        type="search"
        placeholder={`Search ${operations.length} operations`}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={open}
      />
      <div className="catalog-groups">
        {groups.map((group) => (
          <Resource key={group.resource} group={group} node={node} shown={shown} opened={query !== ''} />
        ))}
        {found.length === 0 && <p className="empty">Nothing has all of these words.</p>}
      </div>
    </nav>
  );
}

function Resource({
  group,
  node,
  shown,
  opened,
}: {
  group: ResourceGroup;
  node: NodeVersion;
  shown: Props['shown'];
  opened: boolean;
}) {
  const own = shown?.resource === group.resource;
  return (
    <details open={opened || own} className={own ? 'resource resource-shown' : 'resource'}>
      <summary>
        {group.name} <span className="count">{group.operations.length}</span>
      </summary>
      <ul>
        {group.operations.map((one) => (
          <li key={one.operation}>
            <a
              href={hashOf({ ...node, ...one })}
              title={one.description}
              aria-current={own && shown.operation === one.operation ? 'page' : undefined}
            >
              <span>{one.name}</span>
              <Effect effect={one.effect} />
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
