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
  return (
    <div className="row" role="group" aria-label={`Row ${index + 1}`}>
      <div className="row-content">{children}</div>
      <div className="row-tools">
        <button type="button" className="quiet" disabled={!hasMoveUp} aria-label={`Move ${row} up`} onClick={onMoveUpItem}>↑</button>
        <button type="button" className="quiet" disabled={!hasMoveDown} aria-label={`Move ${row} down`} onClick={onMoveDownItem}>↓</button>
        <button type="button" className="quiet" disabled={!hasRemove} aria-label={`Remove ${row}`} onClick={onRemoveItem}>×</button>
      </div>
    </div>
  );
}
