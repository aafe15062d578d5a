import { describe, expect, it } from 'vitest'
import { passage } from '../../../../../src/experiment'
import { settingText } from '../../../../../src/ui/panel/compare/settingText'

const params = { text: passage({ label: 'text', empty: 'the book', most: 1e6, refuses: () => undefined }) }

describe('a setting in words', () => {
  it.each([
    ['', 'text: the book'],
    ['a few\n words', 'text: “a few words”'],
    [`${' '.repeat(500)}after spaces`, 'text: “after spaces”'],
    ['All happy families are alike; each unhappy one', 'text: “All happy families are alike; …”'],
    ['a'.repeat(1e6), `text: “${'a'.repeat(30)}…”`],
  ])('names a text by its beginning', (text, says) => {
    expect(settingText(params, { text })).toBe(says)
  })
})
