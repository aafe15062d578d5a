import { describe, expect, it } from 'vitest'
import { inOrder, neighbours, problemAt } from '../../../src/pages/contents'

const frontMatter = { title: 'x', question: 'y?', source: 'z', coming: false }
const problem = (folder: string) => problemAt(folder, frontMatter, [])

describe('a problem', () => {
  it('has its number and its address from its folder', () => {
    expect(problem('3-weight-initialization')).toMatchObject({
      number: 3,
      id: '3-weight-initialization',
      route: 'problems/3-weight-initialization/',
    })
  })

  it.each(['weights', '0-weights', '3', '3-', '3-Weights', '3_weights', '03-weights'])('is not named %s', (folder) => {
    expect(() => problem(folder)).toThrow(`problems/${folder}`)
  })
})

describe('the book', () => {
  const book = inOrder(['10-z', '2-b', '1-a'].map(problem))

  it('is ordered by number, not by letter', () => {
    expect(book.map(({ id }) => id)).toEqual(['1-a', '2-b', '10-z'])
  })

  it('knows what comes before and after', () => {
    expect(neighbours(book, '2-b')).toMatchObject({ previous: { id: '1-a' }, next: { id: '10-z' } })
    expect(neighbours(book, '1-a').previous).toBeUndefined()
    expect(neighbours(book, '10-z').next).toBeUndefined()
    expect(neighbours(book, 'nowhere')).toEqual({ previous: undefined, next: undefined })
  })

  it('has no two problems of one number', () => {
    expect(() => inOrder(['2-a', '1-a', '2-b'].map(problem))).toThrow('problems/2-a and problems/2-b')
  })
})
