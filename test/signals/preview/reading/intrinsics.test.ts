import { stackOf, textIn } from '../stacks';

const STACK = stackOf({}, { Parameters: { Stage: { Type: 'String', Default: 'prod' }, Secret: { Type: 'String' } } });

describe('a value of a template becomes text', () => {
  test.each([
    ['what is known', 'plain', 'plain'],
    ['a number', 5, '5'],
    ['nothing', undefined, ''],
    ['a reference', { Ref: 'Group' }, 'Group'],
    ['an attribute', { 'Fn::GetAtt': ['Group', 'TargetGroupFullName'] }, 'Group.TargetGroupFullName'],
    ['an attribute in short', { 'Fn::GetAtt': 'Group.Arn' }, 'Group.Arn'],
    ['a parameter with a default', { Ref: 'Stage' }, 'prod'],
    ['a parameter without one', { Ref: 'Secret' }, 'Secret'],
    ['a reference with the name of something else', { Ref: 'constructor' }, 'constructor'],
    ['the region', { Ref: 'AWS::Region' }, 'eu-central-1'],
    ['the account', { Ref: 'AWS::AccountId' }, '111122223333'],
    ['the partition', { Ref: 'AWS::Partition' }, 'aws'],
    ['the name of the stack', { Ref: 'AWS::StackName' }, 'Checkout'],
    ['a list that is joined', { 'Fn::Join': ['/', ['a', { Ref: 'B' }, { 'Fn::Join': ['', ['c', 'd']] }]] }, 'a/B/cd'],
    ['a part of a list', { 'Fn::Select': [1, ['a', { Ref: 'B' }]] }, 'B'],
    ['a part of a text', { 'Fn::Select': ['1', { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    ['a zone', { 'Fn::Select': [2, { 'Fn::GetAZs': '' }] }, 'eu-central-1c'],
    ['a choice', { 'Fn::If': ['IsProd', 'yes', 'no'] }, 'yes'],
    ['what nobody can know', { 'Fn::Base64': 'x' }, 'Fn::Base64'],
  ])('%s', (_, value, text) => {
    expect(textIn(value, STACK)).toBe(text);
  });

  test('a substitution has references, attributes, variables of its own, and text that stays as it is', () => {
    const text = "${Group} ${Group.Arn} ${AWS::Region} ${Own} ${!PROP('Dim.Release')} ${Stage}";
    const value = { 'Fn::Sub': [text, { Own: { 'Fn::GetAtt': ['Other', 'Name'] } }] };
    expect(textIn(value, STACK)).toBe("Group Group.Arn eu-central-1 Other.Name ${PROP('Dim.Release')} prod");
    expect(textIn({ 'Fn::Sub': 'arn:${AWS::Partition}:sns' }, STACK)).toBe('arn:aws:sns');
  });

  test('a stack that says no region and account has some', () => {
    const anywhere = stackOf({}, { environment: 'aws://unknown-account/unknown-region' });
    expect(textIn({ 'Fn::Sub': '${AWS::AccountId} ${AWS::Region}' }, anywhere)).toBe('123456789012 eu-west-1');
  });
});

describe('a value of another stack', () => {
  const platform = stackOf(
    {},
    {
      stack: 'Platform',
      Outputs: {
        Exported: {
          Value: { 'Fn::GetAtt': ['LoadBalancer', 'LoadBalancerFullName'] },
          Export: { Name: { 'Fn::Sub': '${AWS::StackName}:LoadBalancer' } },
        },
        Plain: { Value: { 'Fn::Join': ['', ['port ', 443]] } },
      },
    },
  );

  test('has the name of the stack before it', () => {
    const value = { 'Fn::ImportValue': 'Platform:LoadBalancer' };
    expect(textIn(value, STACK, platform)).toBe('Platform/LoadBalancer.LoadBalancerFullName');
    expect(textIn(value, platform)).toBe('LoadBalancer.LoadBalancerFullName');
  });

  test('is found by the name of the output, too', () => {
    const value = { 'Fn::GetStackOutput': { StackName: 'Platform', OutputName: 'Plain' } };
    expect(textIn(value, STACK, platform)).toBe('port 443');
    expect(textIn(value, STACK)).toBe('Platform/Plain');
  });

  test('is its name if the other stack is not in the assembly', () => {
    expect(textIn({ 'Fn::ImportValue': 'Elsewhere:Topic' }, STACK, platform)).toBe('Elsewhere:Topic');
  });

  test('may lead back to itself, and ends all the same', () => {
    const circle = stackOf({}, { Outputs: { A: { Value: { 'Fn::ImportValue': 'A' }, Export: { Name: 'A' } } } });
    expect(textIn({ 'Fn::ImportValue': 'A' }, circle)).toBe('');
  });
});
