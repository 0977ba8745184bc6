import type { RegistryWidgetsType } from '@rjsf/utils';
import { DynamicOptions } from '../../options/DynamicOptions';
import { Checkboxes, SelectOrCheckboxes } from './choices';
import { Color, Line, Lines, Moment, Password } from './texts';

/** How a text or a choice is edited, by the name that the uiSchema gives it. */
export const widgets: RegistryWidgetsType = {
  TextWidget: Line,
  TextareaWidget: Lines,
  PasswordWidget: Password,
  DateTimeWidget: Moment,
  ColorWidget: Color,
  SelectWidget: SelectOrCheckboxes,
  CheckboxesWidget: Checkboxes,
  dynamicOptions: DynamicOptions,
};
