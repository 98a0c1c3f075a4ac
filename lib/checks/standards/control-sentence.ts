/**
 * The packs of cdk-nag that follow a standard name the controls at the end of each rule's sentence: `... - (Control IDs: AC-6, SC-7(2)).`
 *
 * Some sentences lack their last bracket, so only one bracket too many is cut off.
 */
export function controlsInSentence(sentence: string): string[] {
  const listed = /\(Control IDs?: (.*)$/s.exec(sentence)?.[1];
  if (listed === undefined) return [];
  return [...new Set(withoutEnd(listed).split(/\s*,\s*/))].map((one) => one.trim()).filter((one) => CONTROL.test(one));
}

/** `AC-6`, `IA-5(1)(c)`, `SI-1a.2`, `164.312(a)(2)(iv)`, `1.3.1`. */
const CONTROL = /^(?:[A-Z]{2}-\d+|\d+(?:\.\d+)+)[\w.()]*$/;

function withoutEnd(text: string): string {
  const trimmed = text.trim().replace(/\.$/, '');
  const isOneTooMany = trimmed.split(')').length > trimmed.split('(').length;
  return isOneTooMany ? trimmed.slice(0, trimmed.lastIndexOf(')')) : trimmed;
}
