import { html } from '../../../page/markup';
import { table } from '../../../page/table';
import { count } from '../../../page/text';
import { Report, ReportedService } from '../report-model';
import { marksOf, noneOr, placeOf, Section } from './words';

/** What runs: each service with its commit and its image. */
export function servicesSection({ services, summary }: Report): Section {
  const releases = `${count(services.length, 'service')}, ${count(summary.releases, 'release')}`;
  return {
    id: 'services',
    title: 'Services and releases',
    note: noneOr(services.length, 'service'),
    body:
      services.length === 0
        ? html`<p class="note">No service of cdk-golden-path is in this app.</p>`
        : table({
            caption: `${releases}. A fingerprint names one release: an image, a commit and a configuration.`,
            columns: [
              { name: 'Service', width: 20 },
              { name: 'Commit', width: 26 },
              { name: 'Image', width: 22 },
              { name: 'Fingerprint', width: 14 },
              { name: 'Stack', width: 18 },
            ],
            rows: services.map(rowOf),
          }),
  };
}

function rowOf({ name, host, commit, image, architecture, fingerprint, builtAt, stack, path }: ReportedService) {
  const built = builtAt === undefined ? '' : `, built ${builtAt}`;
  return {
    cells: [
      html`${name}
        <div class="aside">${host}</div>`,
      html`<code>${commit}</code>`,
      html`<code>${image}</code>
        <div class="aside">${architecture}${built}</div>`,
      html`<code>${fingerprint}</code>`,
      html`${stack}
        <div class="aside">${placeOf(path)}</div>`,
    ],
    marks: marksOf({ stack }),
  };
}
