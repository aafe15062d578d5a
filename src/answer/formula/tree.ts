/** A function of a formula. `log` is the natural logarithm, `abs` the absolute value. */
export type Call = 'sqrt' | 'exp' | 'log' | 'abs'
/** An operator of a formula. */
export type Operator = '+' | '-' | '*' | '/' | '^'

/** π, the number as it stands in a formula. */
export const PI = String(Math.PI)

/** A formula as it is structured, without its spelling. */
export type Tree =
  /** A number that is not negative, as `Number` reads it: "0.5", "1e-3". */
  | { readonly kind: 'number'; readonly text: string }
  /** A variable by its name in the question. */
  | { readonly kind: 'letter'; readonly name: string }
  | { readonly kind: 'neg'; readonly of: Tree }
  | { readonly kind: 'call'; readonly name: Call; readonly of: Tree }
  | { readonly kind: 'operator'; readonly operator: Operator; readonly left: Tree; readonly right: Tree }

/** The formula in postfix notation: the text that `readPostfix` reads. */
export function postfixOf(tree: Tree): string {
  switch (tree.kind) {
    case 'number':
      return tree.text
    case 'letter':
      return tree.name
    case 'neg':
      return `${postfixOf(tree.of)} neg`
    case 'call':
      // Postfix notation has no absolute value: it is the root of the square.
      return `${postfixOf(tree.of)} ${tree.name === 'abs' ? '2 ^ sqrt' : tree.name}`
    case 'operator':
      return `${postfixOf(tree.left)} ${postfixOf(tree.right)} ${tree.operator}`
  }
}

/** The precedence of the operation at the root of a tree: sum 1, product 2, sign 3, power 4, anything else 5. */
export function precedence(tree: Tree): number {
  if (tree.kind === 'neg') return 3
  if (tree.kind !== 'operator') return 5
  return { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 }[tree.operator]
}

/** The formula as a reader types it, with the parentheses that it needs. Reading it gives the tree again. */
export function printed(tree: Tree): string {
  const held = (part: Tree, least: number) => (precedence(part) < least ? `(${printed(part)})` : printed(part))
  switch (tree.kind) {
    case 'number':
      return tree.text
    case 'letter':
      return tree.name
    case 'neg':
      return `-${held(tree.of, 3)}`
    case 'call':
      return `${tree.name}(${printed(tree.of)})`
    case 'operator': {
      const { operator, left, right } = tree
      if (operator === '^') return `${held(left, 5)}^${held(right, 5)}`
      if (operator === '+' || operator === '-') return `${held(left, 1)} ${operator} ${held(right, 2)}`
      return `${held(left, 2)} ${operator} ${held(right, 3)}`
    }
  }
}
