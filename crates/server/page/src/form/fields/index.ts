import getDefaultRegistry from '@rjsf/core/lib/getDefaultRegistry.js';
import type { FieldProps, RegistryFieldsType } from '@rjsf/utils';
import type { ComponentType } from 'react';
import { CollectionField } from './CollectionField';
import { NumberField } from './NumberField';
import { orChoice } from './orChoice';
import { orExpression } from './orExpression';
import { ParameterField } from './ParameterField';
import { SwitchField } from './SwitchField';

const { StringField, ArrayField } = getDefaultRegistry().fields as Record<string, ComponentType<FieldProps>>;

function present(field: ComponentType<FieldProps> | undefined): ComponentType<FieldProps> {
  if (field === undefined) throw new Error('@rjsf/core has lost one of its fields');
  return field;
}

/** How values are edited, by their JSON type. */
export const fields: RegistryFieldsType = {
  StringField: orExpression(present(StringField)),
  NumberField: orExpression(orChoice(NumberField)),
  BooleanField: orExpression(orChoice(SwitchField)),
  ArrayField: orExpression(present(ArrayField)),
  ObjectField: CollectionField,
  parameter: orExpression(ParameterField),
};
