import { watchedBy } from '../../signals/alarm/watched';
import { GoldenSignal, signalOf } from '../../signals/golden-signal';
import { AppTemplates } from '../../template/app-templates';
import { Resource } from '../../template/resource';
import { standInOf, standInsIn } from './stand-in';

/** Which golden signals of which resources alarms watch. */
export class WatchedSignals {
  private readonly signals = new Map<string, Set<GoldenSignal>>();

  constructor(app: AppTemplates) {
    for (const alarm of app.ofType('AWS::CloudWatch::Alarm')) {
      const { metrics } = watchedBy(alarm, app.texts);
      const signal = signalOf(metrics);
      if (signal === undefined) continue;
      const named = metrics.flatMap(({ dimensions }) => Object.values(dimensions).flatMap(standInsIn));
      for (const name of named) this.signals.set(name, new Set([...(this.signals.get(name) ?? []), signal]));
    }
  }

  public of(resource: Resource): ReadonlySet<GoldenSignal> {
    return this.signals.get(standInOf(resource)) ?? new Set();
  }
}
