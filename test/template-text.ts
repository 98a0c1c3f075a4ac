/** A value of a template as text, with what is made at deploy time as `<Id>`, `<Id.Attribute>` or JSON. */
export function textOf(value: any): string {
  if (typeof value === 'string') return value;
  if ('Ref' in value) return `<${value.Ref}>`;
  if ('Fn::GetAtt' in value) return `<${value['Fn::GetAtt'].join('.')}>`;
  if ('Fn::Join' in value) return value['Fn::Join'][1].map(textOf).join(value['Fn::Join'][0]);
  return JSON.stringify(value);
}
