import type { TemplatesType } from '@rjsf/utils';
import { ArrayTemplate, RowTemplate } from './ArrayTemplate';
import { FieldTemplate } from './FieldTemplate';
import { ObjectTemplate } from './ObjectTemplate';

export const templates: Partial<TemplatesType> = {
  FieldTemplate,
  ObjectFieldTemplate: ObjectTemplate,
  ArrayFieldTemplate: ArrayTemplate,
  ArrayFieldItemTemplate: RowTemplate,
};
