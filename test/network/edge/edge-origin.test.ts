import { App, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { InternalEntrance, PrivateNetwork } from '../../../lib';
import { CERTIFICATE_ARN, ENV, onlyOf, templateOf, ZONES } from '../../stacks';
import { edgeIn, publicPlatform } from './edge';

function vpcOriginAt(port: number) {
  const app = new App();
  const stack = new Stack(app, 'Platform', { env: ENV });
  const network = new PrivateNetwork(stack, 'Network', { zones: ZONES });
  const entrance = new InternalEntrance(stack, 'Entrance', {
    network,
    domainName: 'internal.shop.example.com',
    certificate: Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE_ARN),
    port,
  });
  return onlyOf(templateOf(edgeIn(app, {}, { platform: { network, entrance } })), 'AWS::CloudFront::VpcOrigin');
}

describe('the VPC origin', () => {
  test('speaks HTTPS alone, at the port of the entrance', () => {
    expect(vpcOriginAt(9443).Properties.VpcOriginEndpointConfig).toMatchObject({
      HTTPSPort: 9443,
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
  });

  // CloudFront refuses to update one in use, so a change has to make another one, beside the one that is there.
  test('is another one, of another name, when what it is made of changes', () => {
    const [one, other] = [vpcOriginAt(443), vpcOriginAt(9443)];
    expect(one.id).not.toBe(other.id);
    const nameOf = ({ Properties }: typeof one) => Properties.VpcOriginEndpointConfig.Name;
    expect(nameOf(one)).not.toBe(nameOf(other));
  });

  test('stays the same when nothing of it changes', () => {
    expect(vpcOriginAt(443)).toEqual(vpcOriginAt(443));
  });

  test('has a name that CloudFront takes, however deep it lies', () => {
    const app = new App();
    const platform = publicPlatform(app);
    const { Properties } = onlyOf(
      templateOf(edgeIn(app, {}, { platform, id: 'Deep'.repeat(40) })),
      'AWS::CloudFront::VpcOrigin',
    );
    expect(Properties.VpcOriginEndpointConfig.Name).toMatch(/^[\w-]{1,64}$/);
  });
});
