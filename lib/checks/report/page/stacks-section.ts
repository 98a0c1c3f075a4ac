import { html } from '../../../page/markup';
import { table } from '../../../page/table';
import { count } from '../../../page/text';
import { Report } from '../report-model';
import { marksOf, noneOr, placeOf, Section } from './words';

/** What the report is about. */
export function stacksSection({ stacks, summary }: Report): Section {
  return {
    id: 'stacks',
    title: 'Stacks',
    note: noneOr(stacks.length, 'stack'),
    body:
      stacks.length === 0
        ? html`<p class="note">There is no stack in this assembly.</p>`
        : table({
            caption: `${count(stacks.length, 'stack')} with ${count(summary.resources, 'resource')}`,
            columns: [
              { name: 'Stack' },
              { name: 'Construct' },
              { name: 'Environment' },
              { name: 'Resources', isNumber: true },
            ],
            rows: stacks.map(({ name, path, environment, resources }) => ({
              cells: [name, placeOf(path), environment, resources],
              marks: marksOf({ stack: name }),
            })),
          }),
  };
}
