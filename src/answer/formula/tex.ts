import { PI, precedence, type Tree } from './tree'

/** The TeX of each letter, by its name. */
export type LetterTex = (name: string) => string

/** TeX of a formula: fractions, roots and powers are set, products are written side by side. */
export function texOf(tree: Tree, letter: LetterTex): string {
  const grouped = (part: Tree) => `\\left(${texOf(part, letter)}\\right)`
  const set = (part: Tree, least: number) => (precedence(part) < least ? grouped(part) : texOf(part, letter))
  switch (tree.kind) {
    case 'number':
      return numberTex(tree.text)
    case 'letter':
      return letter(tree.name)
    case 'neg':
      return `-${set(tree.of, 2)}`
    case 'call':
      return callTex(tree, letter)
    case 'operator': {
      const { operator, left, right } = tree
      if (operator === '/') return `\\frac{${texOf(left, letter)}}{${texOf(right, letter)}}`
      if (operator === '^') return `{${set(left, 5)}}^{${texOf(right, letter)}}`
      // A sign after an operator is in parentheses.
      const inside = set(right, 2)
      const second = inside.startsWith('-') ? grouped(right) : inside
      const sign = operator !== '*' ? ` ${operator} ` : /^\{*(\d|\\frac)/.test(second) ? ' \\cdot ' : '\\,'
      return `${set(left, operator === '*' ? 2 : 1)}${sign}${second}`
    }
  }
}

function callTex(tree: Extract<Tree, { kind: 'call' }>, letter: LetterTex): string {
  const inside = texOf(tree.of, letter)
  if (tree.name === 'sqrt') return `\\sqrt{${inside}}`
  if (tree.name === 'abs') return `\\left|${inside}\\right|`
  if (tree.name === 'exp' && tree.of.kind === 'number' && tree.of.text === '1') return 'e'
  return `\\${tree.name}\\left(${inside}\\right)`
}

function numberTex(text: string): string {
  if (text === PI) return '\\pi'
  const [digits = text, exponent] = text.split('e')
  return exponent === undefined ? digits : `${digits} \\cdot 10^{${Number(exponent)}}`
}
