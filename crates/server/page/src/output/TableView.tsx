import type { Item } from '../api/types';
import { tableOf } from './table';

export function TableView({ items }: { items: Item[] }) {
  const { columns, rows } = tableOf(items);
  if (items.length === 0) return <p className="empty">No items.</p>;
  if (columns.length === 0) return <p className="empty">The items hold no data.</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Output as a table">
      <table>
        <thead>
          <tr>
            <th scope="col" className="row-number">#</th>
            {columns.map((column) => <th key={column} scope="col">{column}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td className="row-number">{index}</td>
              {row.map((text, column) => <td key={column} className={text === undefined ? 'absent' : undefined}>{text ?? '–'}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
