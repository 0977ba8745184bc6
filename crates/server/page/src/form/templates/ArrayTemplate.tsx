import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps } from '@rjsf/utils';

/** The rows of a list. */
export function ArrayTemplate({ items, canAdd, onAddClick, title }: ArrayFieldTemplateProps) {
  return (
    <div className="rows">
      {items}
      {canAdd && (
        <button type="button" onClick={onAddClick}>
          + Add<span className="unseen"> to {title}</span>
        </button>
      )}
    </div>
  );
}

/** A row and the buttons that move it or take it out. */
export function RowTemplate({ children, index, buttonsProps }: ArrayFieldItemTemplateProps) {
  const { hasMoveUp, hasMoveDown, hasRemove, onMoveUpItem, onMoveDownItem, onRemoveItem } = buttonsProps;
  const row = `row ${index + 1}`;
  const tools = [
    { sign: '↑', label: `Move ${row} up`, usable: hasMoveUp, act: onMoveUpItem },
    { sign: '↓', label: `Move ${row} down`, usable: hasMoveDown, act: onMoveDownItem },
    { sign: '×', label: `Remove ${row}`, usable: hasRemove, act: onRemoveItem },
  ];
  return (
    <div className="row" role="group" aria-label={`Row ${index + 1}`}>
      <div className="row-content">{children}</div>
      <div className="row-tools">
        {tools.map(({ sign, label, usable, act }) => (
          <button key={sign} type="button" className="quiet" disabled={!usable} aria-label={label} onClick={act}>
            {sign}
          </button>
        ))}
      </div>
    </div>
  );
}
