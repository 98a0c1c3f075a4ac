import { Resource } from '../template/resource';
import { Value } from '../template/template-values';
import { Surroundings } from './network/surroundings';
import { labelOf, Way } from './opinion';
import { Fields, itemsOf, keyOfResource, settingIn, settingOf } from './setting';

/** A component on the internet through which another one is reached that is not on the internet itself. */
export interface Front {
  readonly component: Resource;
  /** From the component to what is reached through it. */
  readonly hops: Way;
}

type Found = readonly [target: Resource, front: Front];

/** What is reached through what. */
export class Fronts {
  private readonly byTarget = new Map<string, Front[]>();

  constructor(private readonly around: Surroundings) {
    const { app } = around;
    const found = [
      ...app.ofType('AWS::CloudFront::Distribution').flatMap((one) => this.throughDistribution(one)),
      ...app.ofType('AWS::GlobalAccelerator::EndpointGroup').flatMap((one) => this.throughAccelerator(one)),
      ...app.ofType('AWS::ApiGatewayV2::Integration').flatMap((one) => this.throughIntegration(one)),
      ...app.ofType('AWS::ApiGateway::Method').flatMap((one) => this.throughMethod(one)),
    ];
    for (const [target, front] of found) {
      const key = keyOfResource(target);
      this.byTarget.set(key, [...(this.byTarget.get(key) ?? []), front]);
    }
  }

  /** The components through which a resource is reached. */
  public before(resource: Resource): readonly Front[] {
    return this.byTarget.get(keyOfResource(resource)) ?? [];
  }

  /** A distribution reaches a load balancer or a server in a VPC by an origin of its own kind. */
  private throughDistribution(distribution: Resource): Found[] {
    const { app } = this.around;
    const origins = itemsOf(app, distribution, 'DistributionConfig', 'Origins').flatMap(asFields);
    return resourcesIn(origins.flatMap((one) => settingIn(app, one, 'VpcOriginConfig', 'VpcOriginId').values)).flatMap(
      (origin) => {
        const hop = `distribution ${labelOf(distribution)}`;
        const targets = this.balancersIn(settingOf(app, origin, 'VpcOriginEndpointConfig', 'Arn').values);
        return [
          found(origin, distribution, [hop, `VPC origin ${labelOf(origin)}`]),
          ...targets.map((target) =>
            found(target, distribution, [hop, `VPC origin ${labelOf(origin)}`, this.called(target)]),
          ),
        ];
      },
    );
  }

  private throughAccelerator(group: Resource): Found[] {
    const { app } = this.around;
    const endpoints = itemsOf(app, group, 'EndpointConfigurations').flatMap(asFields);
    const targets = resourcesIn(endpoints.flatMap((one) => settingIn(app, one, 'EndpointId').values));
    return this.ownersOf(group, 'ListenerArn', 'AcceleratorArn').flatMap((accelerator) =>
      targets.map((target) => found(target, accelerator, [`accelerator ${labelOf(accelerator)}`, this.called(target)])),
    );
  }

  private throughIntegration(integration: Resource): Found[] {
    const { app } = this.around;
    const targets = this.balancersIn(settingOf(app, integration, 'IntegrationUri').values);
    const links = resourcesIn(settingOf(app, integration, 'ConnectionId').values);
    return resourcesIn(settingOf(app, integration, 'ApiId').values).flatMap((api) =>
      links.length === 0 ? [] : targets.map((target) => found(target, api, this.hopsOf(api, links[0], target))),
    );
  }

  private throughMethod(method: Resource): Found[] {
    const { app } = this.around;
    const links = resourcesIn(settingOf(app, method, 'Integration', 'ConnectionId').values);
    return resourcesIn(settingOf(app, method, 'RestApiId').values).flatMap((api) =>
      links.flatMap((link) =>
        this.balancersIn(itemsOf(app, link, 'TargetArns')).map((target) =>
          found(target, api, this.hopsOf(api, link, target)),
        ),
      ),
    );
  }

  private hopsOf(api: Resource, link: Resource, target: Resource): Way {
    return [`API ${labelOf(api)}`, `VPC link ${labelOf(link)}`, this.called(target)];
  }

  private ownersOf(resource: Resource, ...path: string[]): Resource[] {
    return path.reduce<Resource[]>(
      (owners, name) => owners.flatMap((one) => resourcesIn(settingOf(this.around.app, one, name).values)),
      [resource],
    );
  }

  private balancersIn(values: readonly Value[]): Resource[] {
    return resourcesIn(values).flatMap((one) => this.around.listeners.balancerOf(one));
  }

  private called(target: Resource): string {
    const noun = target.type.endsWith('::LoadBalancer') ? 'load balancer' : 'server';
    return `${noun} ${labelOf(target)}`;
  }
}

function found(target: Resource, component: Resource, hops: Way): Found {
  return [target, { component, hops }];
}

function asFields(value: Value): Fields[] {
  return value.kind === 'object' ? [value] : [];
}

function resourcesIn(values: readonly Value[]): Resource[] {
  return [...new Set(values.flatMap((one) => (one.kind === 'resource' ? [one.resource] : [])))];
}
